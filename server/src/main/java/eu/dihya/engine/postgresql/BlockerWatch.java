package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks, from a second connection, at who keeps a statement waiting: once the lock timeout has
 * struck, the server no longer knows. The connection is made only for a statement that takes long.
 * Best effort: whatever fails here is silence.
 */
final class BlockerWatch {
  private static final String BLOCKERS =
      """
      SELECT a.pid, coalesce(a.application_name, '') AS application, coalesce(a.client_addr::text, 'local') AS client,
        coalesce(a.state, 'unknown') AS state,
        coalesce(extract(epoch FROM clock_timestamp() - a.xact_start)::bigint, 0) AS seconds
      FROM pg_stat_activity a WHERE a.pid = ANY (pg_blocking_pids(%d))\
      """;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PostgresConnector connector;
  private final String sql;
  private final Duration every;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String found;

  private BlockerWatch(PostgresConnector connector, int pid, Duration every) {
    this.connector = connector;
    this.sql = BLOCKERS.formatted(pid);
    this.every = every;
    this.thread = Thread.ofVirtual().name("blocker-watch-" + pid).unstarted(this::watch);
  }

  static BlockerWatch start(PostgresConnector connector, int pid, Duration lockTimeout) {
    Duration every = lockTimeout.dividedBy(3);
    var watch =
        new BlockerWatch(connector, pid, every.toMillis() < 50 ? Duration.ofMillis(50) : every);
    watch.thread.start();
    return watch;
  }

  void stop() {
    over.countDown();
  }

  /** Who was last seen in the way, to be asked after {@link #stop()}. */
  Optional<String> blocker() {
    try {
      boolean ended = thread.join(PATIENCE);
      return ended || found != null ? Optional.ofNullable(found) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static String describe(List<Row> sessions) {
    return sessions.stream()
        .map(
            row ->
                "process %d (%s, from %s, %s for %d s)"
                    .formatted(
                        row.number("pid"),
                        row.text("application").isEmpty() ? "unnamed" : row.text("application"),
                        row.text("client"),
                        row.text("state"),
                        row.number("seconds")))
        .collect(Collectors.joining(", "));
  }

  private void watch() {
    PgConnection connection = null;
    try {
      while (!over.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        if (connection == null) {
          connection = connector.open();
        }
        List<Row> rows =
            PostgresValues.rows(
                connection.query(sql).execute().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        if (!rows.isEmpty()) {
          found = describe(rows);
        }
      }
    } catch (Exception e) {
      over.countDown();
    } finally {
      if (connection != null) {
        connection.close();
      }
    }
  }
}
