package eu.dihya.engine.sqlite;

import eu.dihya.engine.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/** Opens database files, and waits for a busy one so long. To be called on the SQLite threads. */
final class SqliteConnections {
  private SqliteConnections() {}

  /** Opens for writing; creates the file, and its directory, where they are missing. */
  static SQLiteConnection writing(Path file, Duration lock) throws SQLException {
    Path directory = file.getParent();
    if (!Files.exists(file) && directory != null) {
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        throw failure("its directory cannot be created", file, e);
      }
    }
    return open(file, file.toString(), config(lock));
  }

  /** Opens for reading; a missing file is read as an empty database, and stays missing. */
  static SQLiteConnection reading(Path file, Duration lock) throws SQLException {
    SQLiteConfig config = config(lock);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    SQLiteConnection connection =
        open(file, Files.exists(file) ? file.toString() : ":memory:", config);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
    }
    return connection;
  }

  private static SQLiteConnection open(Path file, String name, SQLiteConfig config)
      throws SQLException {
    if (name.indexOf('?') >= 0) {
      throw failure("its name must not hold a question mark", file, null);
    }
    return (SQLiteConnection) config.createConnection("jdbc:sqlite:" + name);
  }

  private static SqlFailure failure(String reason, Path file, @Nullable Throwable cause) {
    return new SqlFailure(
        SqlFailure.Kind.NO_SUCH_DATABASE, "cannot open " + file + ": " + reason, null, 0, cause);
  }

  private static SQLiteConfig config(Duration lock) {
    var config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(false);
    config.setBusyTimeout((int) lock.toMillis());
    return config;
  }
}
