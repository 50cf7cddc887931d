package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * Sees to it that one server at a time works with a control store. All connections of that server
 * share a lock; who wants to take the store over needs it alone, so it waits until the last of them
 * has ended, and then begins a new epoch. A connection of an earlier epoch is never used: it is
 * refused when it is made.
 */
final class OneServer {
  private static final String KEY = "hashtextextended('dihya store ' || ?, 0)";

  private final String schema;
  private final String place;
  private final long patience;

  OneServer(PostgresPlace place) {
    this.schema = place.schema();
    this.place = place.shown();
    this.patience = place.patience().toMillis();
  }

  /**
   * Takes the store for this connection alone; waits a moment for a server that is just ending.
   *
   * @throws DihyaException CONFIGURATION when another server works with it, naming it
   */
  void takeAlone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = " + patience);
      lock(connection, "pg_advisory_lock");
      statement.execute("SET lock_timeout = DEFAULT");
    } catch (SQLException e) {
      if (!"55P03".equals(e.getSQLState())) {
        throw e;
      }
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "another Dihya server works with the control store "
              + place
              + ": "
              + holder(connection)
              + "; stop it first, or use it with --server. A machine that has just died is noticed"
              + " within a minute",
          e);
    }
  }

  /** Begins a new epoch of whoever holds the store alone. */
  long begin(Connection connection, String server) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE store SET epoch = epoch + 1, server = ?, since = ? RETURNING epoch")) {
      statement.setString(1, server);
      statement.setString(2, Instant.now().toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Lets the other connections of this server in; nobody else comes between. */
  void share(Connection connection) throws SQLException {
    lock(connection, "pg_advisory_lock_shared");
    lock(connection, "pg_advisory_unlock");
  }

  /**
   * Makes a new connection one of this server's.
   *
   * @throws TakenOver when the store is another server's by now; it does not come back
   */
  void join(Connection connection, long epoch) throws SQLException {
    if (!lock(connection, "pg_try_advisory_lock_shared")) {
      throw new SQLException("another server is about to take the control store over", "57P03");
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT epoch FROM store")) {
      if (!row.next() || row.getLong(1) != epoch) {
        throw new TakenOver(
            "another server has taken the control store over: "
                + holder(connection)
                + "; this one has to stop");
      }
    }
  }

  /** What the function answers; true for those that answer nothing. */
  private boolean lock(Connection connection, String function) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT " + function + "(" + KEY + ")")) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return !"f".equals(row.getString(1));
      }
    }
  }

  private static String holder(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT server, since FROM store")) {
      return row.next() && row.getString(1) != null
          ? row.getString(1) + ", since " + row.getString(2)
          : "one that is just starting";
    } catch (SQLException e) {
      return "one that cannot be named (" + e.getMessage() + ")";
    }
  }
}
