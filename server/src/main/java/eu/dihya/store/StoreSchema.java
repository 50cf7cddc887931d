package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Brings the control store's own tables to this version, one numbered script after the other, in
 * one transaction.
 */
final class StoreSchema {
  private static final List<String> SCRIPTS =
      List.of(
          "001.sql", "002.sql", "003.sql", "004.sql", "005.sql", "006.sql", "007.sql", "008.sql");

  private final Handle handle;
  private final Path file;

  StoreSchema(Handle handle, Path file) {
    this.handle = handle;
    this.file = file;
  }

  static int version(Handle handle) {
    return handle.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
  }

  void bringUp() {
    int version = version(handle);
    if (version > SCRIPTS.size()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the control store "
              + file
              + " was written by a newer Dihya (schema "
              + version
              + ", this one knows "
              + SCRIPTS.size()
              + "); use that version, or another store");
    }
    for (String script : SCRIPTS.subList(version, SCRIPTS.size())) {
      for (Statement statement :
          StatementSplitter.split(
              text(script), SqlDialect.SQLITE, new SourcePosition(script, 1, 1))) {
        handle.execute(statement.sql());
      }
    }
    handle.execute("PRAGMA user_version = " + SCRIPTS.size());
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
