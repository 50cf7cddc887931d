package eu.dihya.sql;

import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to an empty database, over which a script goes as it is: the engine itself splits
 * it.
 */
sealed interface EngineSession extends AutoCloseable {
  Vertx VERTX = Vertx.vertx();

  SqlDialect dialect();

  /**
   * Sends the text in one piece. It must hold a statement: the PostgreSQL client breaks on an empty
   * answer.
   *
   * @return how many statements the engine has answered; -1 where it does not tell
   * @throws Refused when the engine refuses it or a part of it
   */
  int run(String sql) throws Refused;

  /** All rows of a query, the values joined by a bar. */
  List<String> rows(String query) throws Refused;

  @Override
  void close();

  static EngineSession open(SqlDialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> server(dialect, TestServers.postgresql().createDatabase());
      case MYSQL, MARIADB -> server(dialect, TestServers.mariadb().createDatabase());
      case SQLITE -> {
        try {
          yield new File(DriverManager.getConnection("jdbc:sqlite::memory:"));
        } catch (SQLException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  /** To a database that is there already. */
  static EngineSession server(SqlDialect dialect, TestDatabase database) {
    try {
      return new Server(
          dialect, dialect == SqlDialect.POSTGRESQL ? postgresql(database) : mysql(database));
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  private static SqlConnection postgresql(TestDatabase database) throws Refused {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(database.host())
            .setPort(database.port())
            .setDatabase(database.database())
            .setUser(database.user())
            .setPassword(database.password())
            .addProperty("client_min_messages", "error");
    return Server.await(PgConnection.connect(VERTX, options));
  }

  private static SqlConnection mysql(TestDatabase database) throws Refused {
    MySQLConnectOptions options =
        new MySQLConnectOptions()
            .setHost(database.host())
            .setPort(database.port())
            .setDatabase(database.database())
            .setUser(database.user())
            .setPassword(database.password());
    return Server.await(MySQLConnection.connect(VERTX, options));
  }

  /** The engine does not accept the text. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** A server, over the simple query protocol. */
  record Server(SqlDialect dialect, SqlConnection connection) implements EngineSession {
    @Override
    public int run(String sql) throws Refused {
      int results = 0;
      for (RowSet<Row> result = await(connection.query(sql).execute());
          result != null;
          result = result.next()) {
        results++;
      }
      return results;
    }

    @Override
    public List<String> rows(String query) throws Refused {
      List<String> rows = new ArrayList<>();
      for (Row row : await(connection.query(query).execute())) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
          values.add(String.valueOf(row.getValue(i)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    }

    @Override
    public void close() {
      try {
        await(connection.close());
      } catch (Refused e) {
        throw new AssertionError(e);
      }
    }

    private static <T> T await(Future<T> future) throws Refused {
      try {
        return future.await(60, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new AssertionError("no answer within 60 s", e);
      } catch (RuntimeException e) {
        throw new Refused(e);
      }
    }
  }

  /** SQLite in memory; its {@code sqlite3_exec} runs a script as a whole. */
  record File(Connection connection) implements EngineSession {
    @Override
    public SqlDialect dialect() {
      return SqlDialect.SQLITE;
    }

    @Override
    public int run(String sql) throws Refused {
      try (java.sql.Statement statement = connection.createStatement()) {
        statement.executeUpdate(sql);
        return -1;
      } catch (SQLException e) {
        throw new Refused(e);
      }
    }

    @Override
    public List<String> rows(String query) throws Refused {
      try (java.sql.Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(query)) {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join("|", values));
        }
        return rows;
      } catch (SQLException e) {
        throw new Refused(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }
}
