package eu.dihya.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plain SQL on a real server, past the product's own adapters, one connection a call. */
public record ServerSql(TestDatabase database) {
  private static final Vertx VERTX = Vertx.vertx();

  /** As the superuser, in the database that every server has. */
  public ServerSql(TestServer server) {
    this(server.databaseAsAdmin(server.engine().isMySqlFamily() ? "mysql" : "postgres"));
  }

  public void execute(String... statements) {
    execute(List.of(statements));
  }

  /** Runs statements in order on one connection, each committed by itself. */
  public void execute(List<String> statements) {
    SqlConnection connection = connect();
    try {
      for (String statement : statements) {
        await(connection.query(statement).execute(), statement);
      }
    } finally {
      await(connection.close(), "close");
    }
  }

  /** All rows of a query, each value as text, {@code null} as the word. */
  public List<List<String>> rows(String query) {
    return rows(List.of(query));
  }

  /** All rows of several queries, on one connection. */
  public List<List<String>> rows(List<String> queries) {
    SqlConnection connection = connect();
    try {
      List<List<String>> rows = new ArrayList<>();
      for (String query : queries) {
        await(connection.query(query).execute(), query).forEach(row -> rows.add(texts(row)));
      }
      return rows;
    } finally {
      await(connection.close(), "close");
    }
  }

  private static List<String> texts(Row row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(String.valueOf(row.getValue(i)));
    }
    return values;
  }

  private SqlConnection connect() {
    if (database.engine().isMySqlFamily()) {
      return await(
          MySQLConnection.connect(
              VERTX,
              new MySQLConnectOptions()
                  .setHost(database.host())
                  .setPort(database.port())
                  .setDatabase(database.database())
                  .setUser(database.user())
                  .setPassword(database.password())),
          "connect");
    }
    return await(
        PgConnection.connect(
            VERTX,
            new PgConnectOptions()
                .setHost(database.host())
                .setPort(database.port())
                .setDatabase(database.database())
                .setUser(database.user())
                .setPassword(database.password())),
        "connect");
  }

  private static <T> T await(Future<T> future, String what) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within 60 s: " + what, e);
    } catch (RuntimeException e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }
}
