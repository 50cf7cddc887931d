package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Brings the control store's own tables to this version, one numbered script after the other, in
 * one transaction.
 */
final class StoreSchema {
  private final Handle handle;
  private final StoreDialect dialect;
  private final String place;

  /**
   * @param place the store, for people
   */
  StoreSchema(Handle handle, StoreDialect dialect, String place) {
    this.handle = handle;
    this.dialect = dialect;
    this.place = place;
  }

  void bringUp() {
    int version = dialect.version(handle);
    List<String> scripts = dialect.scripts();
    if (version > scripts.size()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the control store "
              + place
              + " was written by a newer Dihya (schema "
              + version
              + ", this one knows "
              + scripts.size()
              + "); use that version, or another store");
    }
    for (String script : scripts.subList(version, scripts.size())) {
      StatementSplitter.split(text(script), dialect.language(), new SourcePosition(script, 1, 1))
          .forEach(this::execute);
    }
    dialect.keepVersion(handle, scripts.size());
  }

  /** As it stands: Jdbi would look for parameters in it. */
  private void execute(Statement statement) {
    try (var plain = handle.getConnection().createStatement()) {
      plain.execute(statement.sql());
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }

  private static String text(String script) {
    try (InputStream in = StoreSchema.class.getResourceAsStream("schema/" + script)) {
      if (in == null) {
        throw new IllegalStateException("schema/" + script + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("schema/" + script + " cannot be read", e);
    }
  }
}
