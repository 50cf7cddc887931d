package eu.dihya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens a control store in a SQLite file, making it where there is none. */
final class SqliteOpening {
  private SqliteOpening() {}

  static Transactions open(Path file, SqliteDialect dialect) {
    makeDirectory(file);
    HikariDataSource pool = pool(file);
    OneThread transactions = new OneThread(ControlStore.jdbi(pool, dialect), pool::close);
    try {
      refuseDamage(file, ControlStore.findings(transactions, dialect::quickCheck));
      transactions.call(
          handle -> {
            new StoreSchema(handle, dialect, file.toString()).bringUp();
            return true;
          });
      return transactions;
    } catch (RuntimeException e) {
      transactions.close();
      throw e;
    }
  }

  private static void makeDirectory(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "cannot make the directory of the control store " + file + ": " + e.getMessage(),
          e);
    }
  }

  private static void refuseDamage(Path file, List<String> findings) {
    if (!findings.equals(List.of("ok"))) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the control store "
              + file
              + " is damaged: "
              + String.join("; ", findings)
              + "; restore it from a copy");
    }
  }

  private static HikariDataSource pool(Path file) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setMaximumPoolSize(1);
    config.setPoolName("control-store");
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("busy_timeout", "5000");
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "cannot open the control store "
              + file
              + ": "
              + StoreErrors.rootMessage(e)
              + "; check the path, its permissions, and that the file is a Dihya control store",
          e);
    }
  }
}
