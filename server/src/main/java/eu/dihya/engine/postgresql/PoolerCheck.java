package eu.dihya.engine.postgresql;

import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a pooler that was not declared, and one that was declared to pool whole sessions and does
 * not: behind it the session lock would be everybody's who is served by the same process.
 */
record PoolerCheck(PostgresConnector connector, Session session) {
  private static final Logger LOG = LoggerFactory.getLogger(PoolerCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int ROUNDS = 3;
  private static final String WHO = "SELECT pg_backend_pid() AS pid";

  /**
   * @param greetedBy the process that the greeting named
   * @throws SqlFailure kind POOLER
   */
  void refuse(int greetedBy) {
    String served = session.connectionId();
    if (connector.target().sessionPooler()) {
      refuseSharing();
    } else if (!served.equals(Integer.toString(greetedBy))) {
      throw refused(
          ("a pooler stands between here and %s: the connection was greeted by process %d and is"
                  + " served by process %s. Session locks do not survive a pooler in transaction"
                  + " mode; give the server's own address, or say pooler: session if it pools whole"
                  + " sessions")
              .formatted(connector.target().address(), greetedBy, served));
    }
  }

  /** A transaction was served by another process than the session began with. */
  static SqlFailure moved(String address, String from, String to) {
    return refused(
        "the pooler in front of %s does not pool whole sessions, although the target says pooler: session: this connection was served by process %s and is now by process %s; give the server's own address"
            .formatted(address, from, to));
  }

  /**
   * Two connections that are open at once have two processes, unless they take turns on one. A
   * pooler that has no process left for the second one pools whole sessions.
   */
  private void refuseSharing() {
    PgConnection second = connector.open();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String mine = Long.toString(session.query(WHO).getFirst().number("pid"));
        OptionalLong other = served(second);
        if (other.isEmpty()) {
          return;
        }
        if (!mine.equals(session.connectionId())) {
          throw moved(connector.target().address(), session.connectionId(), mine);
        }
        if (mine.equals(Long.toString(other.getAsLong()))) {
          throw refused(
              "the pooler in front of %s does not pool whole sessions, although the target says pooler: session: process %s serves two connections at once; give the server's own address"
                  .formatted(connector.target().address(), mine));
        }
      }
    } finally {
      second.close();
    }
  }

  private static OptionalLong served(PgConnection connection) {
    try {
      return OptionalLong.of(
          PostgresValues.rows(
                  connection.query(WHO).execute().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
              .getFirst()
              .number("pid"));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.debug("a second connection through the pooler was not served: {}", e.getMessage());
      return OptionalLong.empty();
    }
  }

  private static SqlFailure refused(String message) {
    return new SqlFailure(SqlFailure.Kind.POOLER, message, null, 0, null);
  }
}
