package eu.dihya.engine.mysql;

import eu.dihya.engine.LockHolder;
import eu.dihya.engine.Row;
import eu.dihya.engine.SqlFailure;
import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names other connections of the server, as far as the account may see them; it needs PROCESS for
 * all of them.
 */
final class Processes {
  private static final Pattern THREAD = Pattern.compile("(?:MySQL|MariaDB) thread id (\\d+)");
  private static final int NO_SUCH_THREAD = 1094;

  private static final String COLUMNS =
      "p.id AS id, p.user AS user, SUBSTRING_INDEX(p.host, ':', 1) AS host, p.command AS command,"
          + " p.time AS seconds, p.state AS state";

  private static final String OPEN_TRANSACTIONS =
      "SELECT "
          + COLUMNS
          + " FROM information_schema.innodb_trx t"
          + " JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id"
          + " WHERE p.id NOT IN (CONNECTION_ID(), %d) AND t.trx_state <> 'LOCK WAIT'"
          + " AND COALESCE(p.state, '') NOT LIKE 'Waiting for%%lock'"
          + " ORDER BY p.db <=> %s DESC, t.trx_started LIMIT 3";

  private static final String NEIGHBOURS =
      "SELECT "
          + COLUMNS
          + " FROM information_schema.processlist p"
          + " WHERE p.id NOT IN (CONNECTION_ID(), %d) AND p.db = %s"
          + " AND COALESCE(p.state, '') NOT LIKE 'Waiting for%%lock' ORDER BY p.time DESC LIMIT 3";

  private static final String ONE =
      "SELECT "
          + COLUMNS
          + ", p.info AS statement FROM information_schema.processlist p WHERE p.id = %d";

  private static final String WAITS =
      "SELECT 1 AS waits FROM information_schema.processlist WHERE id = %d AND state LIKE 'Waiting"
          + " for%%lock'";

  private static final String WAITS_FOR_ROW =
      "SELECT 1 AS waits FROM information_schema.innodb_trx"
          + " WHERE trx_mysql_thread_id = %d AND trx_state = 'LOCK WAIT'";

  private final Wire wire;
  private final long connection;
  private final String database;

  /**
   * @param wire to look through; either the connection itself, idle, or another one
   * @param facts of the connection that others stand in the way of
   */
  Processes(Wire wire, ServerFacts facts) {
    this.wire = wire;
    this.connection = facts.connection();
    this.database = new MySqlDialect().literal(facts.database());
  }

  /**
   * The holder of a named lock.
   *
   * @param kin whether it is one that this installation has left over
   */
  LockHolder holder(long holder, boolean kin) {
    String wayOut = "to end it: KILL " + holder;
    List<Row> found = rows(ONE.formatted(holder));
    if (found.isEmpty()) {
      return new LockHolder(
          Long.toString(holder),
          "connection " + holder + " (its user is not visible without the PROCESS privilege)",
          kin,
          true,
          Duration.ZERO,
          "",
          wayOut);
    }
    Row process = found.getFirst();
    String statement = process.textOrNull("statement");
    return new LockHolder(
        Long.toString(holder),
        describe(process),
        kin,
        !idle(process),
        Duration.ofSeconds(Math.max(0, process.number("seconds"))),
        statement == null ? "" : statement,
        wayOut);
  }

  /** Ends a connection that does nothing; one that is gone already is no failure. */
  void endIdle(long other) {
    List<Row> found = rows(ONE.formatted(other));
    if (!found.isEmpty() && idle(found.getFirst())) {
      try {
        wire.run("KILL " + other);
      } catch (MySQLException e) {
        if (e.getErrorCode() != NO_SUCH_THREAD) {
          throw e;
        }
      }
    }
  }

  /**
   * Who most likely held the lock that a statement has waited for in vain; empty when nobody can be
   * seen.
   */
  Optional<String> blockers() {
    List<Row> open = rows(OPEN_TRANSACTIONS.formatted(connection, database));
    List<Row> suspects = open.isEmpty() ? rows(NEIGHBOURS.formatted(connection, database)) : open;
    return suspects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            suspects.stream().map(Processes::describe).collect(Collectors.joining(", or ")));
  }

  /** The opponents in the deadlock that the server has broken last, if we were in it. */
  Optional<String> opponents() {
    String status =
        rows("SHOW ENGINE INNODB STATUS").stream()
            .findFirst()
            .map(row -> row.text("status"))
            .orElse("");
    int begin = status.indexOf("LATEST DETECTED DEADLOCK");
    int end = status.indexOf("WE ROLL BACK TRANSACTION", begin);
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    Set<Long> threads = new LinkedHashSet<>();
    Matcher thread = THREAD.matcher(status.substring(begin, end));
    while (thread.find()) {
      threads.add(Long.parseLong(thread.group(1)));
    }
    return threads.remove(connection) && !threads.isEmpty()
        ? Optional.of(
            threads.stream()
                .map(other -> holder(other, false).text())
                .collect(Collectors.joining(", ")))
        : Optional.empty();
  }

  /** Who stands in the way right now; empty when the connection does not wait for a lock. */
  Optional<String> whoBlocks() {
    boolean waits =
        !rows(WAITS.formatted(connection)).isEmpty()
            || !rows(WAITS_FOR_ROW.formatted(connection)).isEmpty();
    return waits
        ? Optional.of(blockers().orElse("a connection that this account may not see"))
        : Optional.empty();
  }

  private List<Row> rows(String sql) {
    try {
      return Rows.of(wire.run(sql));
    } catch (MySQLException | SqlFailure e) {
      // The account may not look, or the connection is gone; the failure that is being explained
      // matters more.
      return List.of();
    }
  }

  private static String describe(Row process) {
    String doing =
        idle(process)
            ? "idle for %d s".formatted(process.number("seconds"))
            : "running a statement for %d s (%s)"
                .formatted(process.number("seconds"), state(process));
    return "connection %d of %s@%s, %s"
        .formatted(process.number("id"), process.text("user"), process.text("host"), doing);
  }

  private static String state(Row process) {
    String state = process.textOrNull("state");
    return state == null || state.isBlank() ? process.text("command") : state;
  }

  private static boolean idle(Row process) {
    return process.text("command").equalsIgnoreCase("Sleep");
  }
}
