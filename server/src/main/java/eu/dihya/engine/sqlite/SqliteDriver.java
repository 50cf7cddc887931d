package eu.dihya.engine.sqlite;

import eu.dihya.base.Engine;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.ScratchName;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConnection;

/**
 * SQLite. A target's file that does not exist yet is created by {@link #connect}, with its
 * directory, unless the session only looks.
 */
public final class SqliteDriver implements EngineDriver {
  private static final List<String> COMPANIONS =
      List.of("", "-journal", "-wal", "-shm", ".dihya-lock");

  private final SqliteThreads threads;
  private final AtomicLong sessions = new AtomicLong();
  private final SqliteDialect dialect = new SqliteDialect();
  private final SqliteSchemaReader schemaReader = new SqliteSchemaReader();

  /**
   * @param threads how many SQLite statements may run at once
   */
  public SqliteDriver(int threads) {
    this.threads = new SqliteThreads(threads);
  }

  @Override
  public Set<Engine> engines() {
    return Set.of(Engine.SQLITE);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public SchemaReader schemaReader() {
    return schemaReader;
  }

  @Override
  public Session connect(Target target, Optional<Credentials> credentials, SessionOptions options) {
    Path file = file(target);
    String id = "sqlite-" + ProcessHandle.current().pid() + "-" + sessions.incrementAndGet();
    try {
      SQLiteConnection connection =
          threads.call(
              () ->
                  options.readOnly()
                      ? SqliteConnections.reading(file, options.lock())
                      : SqliteConnections.writing(file, options.lock()),
              options.connect().plus(options.lock()),
              () -> {});
      return new SqliteSession(connection, file, threads, options, id);
    } catch (SQLException e) {
      throw SqliteErrors.whileOpening(e, file);
    }
  }

  @Override
  public Target createScratch(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    String name = ScratchName.madeAt(Instant.now()) + ".db";
    Target target = at(file(beside).resolveSibling(name));
    try (Session session = connect(target, Optional.empty(), options)) {
      session.query("SELECT count(*) AS n FROM sqlite_master");
    }
    return target;
  }

  @Override
  public void dropScratch(
      Target scratch, Optional<Credentials> credentials, SessionOptions options) {
    Path file = file(scratch);
    if (!file.getFileName().toString().startsWith(ScratchName.PREFIX)) {
      throw new IllegalArgumentException(file + " is not a scratch database");
    }
    try {
      for (String companion : COMPANIONS) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + companion));
      }
    } catch (IOException e) {
      throw new SqlFailure(SqlFailure.Kind.OTHER, "cannot delete " + file, null, 0, e);
    }
  }

  @Override
  public List<Target> scratches(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    Path directory = file(beside).resolveSibling("");
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, ScratchName.PREFIX + "*.db")) {
      List<Target> found = new ArrayList<>();
      files.forEach(file -> found.add(at(file)));
      return found;
    } catch (IOException e) {
      throw new SqlFailure(SqlFailure.Kind.OTHER, "cannot look into " + directory, null, 0, e);
    }
  }

  private static Target at(Path file) {
    return new Target(
        Engine.SQLITE, "", 0, file.toString(), Optional.empty(), Optional.empty(), false);
  }

  /**
   * Copies the whole database, as the last commit left it, to a file that does not exist yet;
   * writers go on meanwhile. Never the copy of a live file, which may be torn.
   *
   * @throws SqlFailure kind OTHER when the file exists already
   */
  public void copy(Target target, Path to, SessionOptions options) {
    if (Files.exists(to)) {
      throw new SqlFailure(SqlFailure.Kind.OTHER, to + " exists already", null, 0, null);
    }
    if (!Files.exists(file(target))) {
      throw new SqlFailure(
          SqlFailure.Kind.NO_SUCH_DATABASE, file(target) + " does not exist", null, 0, null);
    }
    try (Session session = connect(target, Optional.empty(), options)) {
      session.update("VACUUM main INTO ?", to.toString());
      try (FileChannel copy = FileChannel.open(to, StandardOpenOption.WRITE)) {
        copy.force(true);
      }
    } catch (IOException e) {
      throw new SqlFailure(
          SqlFailure.Kind.OTHER, "cannot write " + to + " to the disk", null, 0, e);
    }
  }

  @Override
  public void close() {
    threads.close();
  }

  private static Path file(Target target) {
    return Path.of(target.database()).toAbsolutePath().normalize();
  }
}
