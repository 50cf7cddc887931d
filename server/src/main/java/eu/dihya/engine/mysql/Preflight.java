package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Row;
import eu.dihya.engine.SessionOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the server's settings mean for a migration. Pure. */
final class Preflight {
  /** A pause that a busy machine, or a collection of garbage, may make between two statements. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(30);

  private Preflight() {}

  /** One row; limits in seconds, 0 for none. */
  static String query(Engine engine) {
    return engine == Engine.MARIADB
        ? "SELECT @@GLOBAL.max_statement_time AS statement_limit, @@SESSION.wait_timeout AS"
            + " idle_limit, IF(@@SESSION.idle_write_transaction_timeout > 0,"
            + " @@SESSION.idle_write_transaction_timeout, @@SESSION.idle_transaction_timeout) AS"
            + " transaction_limit"
        : "SELECT @@GLOBAL.max_execution_time / 1000 AS statement_limit, @@SESSION.wait_timeout AS"
            + " idle_limit, 0 AS transaction_limit";
  }

  static List<String> notices(Row row, Engine engine, SessionOptions options) {
    List<String> notices = new ArrayList<>();
    Duration statement = limit(row, "statement_limit");
    if (shorter(statement, options.statement())) {
      notices.add(
          "%s is %s here; Dihya's own limit of %s takes its place in its sessions"
              .formatted(
                  engine == Engine.MARIADB ? "max_statement_time" : "max_execution_time",
                  words(statement),
                  words(options.statement())));
    }
    Duration idle = limit(row, "idle_limit");
    if (shorter(idle, SHORT_PAUSE)) {
      notices.add(
          "wait_timeout is %s here and is left as it is: a pause that long between two statements"
                  .formatted(words(idle))
              + " ends the session, and the migration is taken up again");
    }
    Duration transaction = limit(row, "transaction_limit");
    if (shorter(transaction, SHORT_PAUSE)) {
      notices.add(
          "idle_transaction_timeout is %s here and is left as it is: a pause that long inside a"
                  .formatted(words(transaction))
              + " transaction ends the session, and the migration is taken up again");
    }
    return List.copyOf(notices);
  }

  private static Duration limit(Row row, String column) {
    return Duration.ofMillis(new BigDecimal(row.text(column)).movePointRight(3).longValue());
  }

  private static boolean shorter(Duration limit, Duration than) {
    return !limit.isZero() && limit.compareTo(than) < 0;
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
