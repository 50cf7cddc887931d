package eu.dihya.backup;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Consistent copies of SQLite targets, made by the engine itself while others read. Thread-safe.
 */
public final class SqliteCopies {
  private final Path workspace;
  private final Path directory;

  /**
   * @param directory where the copies are; what is told of them is relative to the workspace
   */
  public SqliteCopies(Path workspace, Path directory) {
    this.workspace = workspace.toAbsolutePath().normalize();
    this.directory = directory.toAbsolutePath().normalize();
  }

  /**
   * Copies the session's database to {@code <directory>/<rollout>/<tenant>.db}. The first copy of a
   * rollout is kept, for it alone shows the tenant as it was before; an empty database is not
   * copied.
   *
   * @param rollout names the rollout as no other is named that ever had this workspace
   * @return the copy, relative to the workspace where it is inside
   */
  public Optional<Path> copy(Session session, Dialect dialect, String rollout, String tenant) {
    Path copy = directory.resolve(rollout).resolve(tenant + ".db");
    if (Files.exists(copy)) {
      return Optional.of(told(copy));
    }
    if (session
        .query("SELECT 1 AS one FROM sqlite_master WHERE name NOT LIKE 'dihya%' LIMIT 1")
        .isEmpty()) {
      return Optional.empty();
    }
    Path partial = copy.resolveSibling(tenant + ".db.partial");
    try {
      Files.createDirectories(directory.resolve(rollout));
      Files.deleteIfExists(partial);
      session.execute("VACUUM INTO " + dialect.literal(partial.toString()));
      Files.move(partial, copy);
      return Optional.of(told(copy));
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED,
          "cannot copy the database of "
              + tenant
              + " to "
              + told(copy)
              + ": "
              + e.getMessage()
              + "; nothing was changed",
          e);
    }
  }

  /** Logs are read on other machines, where the directories of this one say nothing. */
  private Path told(Path copy) {
    return copy.startsWith(workspace) ? workspace.relativize(copy) : copy.getFileName();
  }
}
