package eu.dihya.engine.postgresql;

import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Row;
import eu.dihya.engine.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the account and the server's settings mean for a migration. The limits are those that the
 * server, the database or the role sets for a new session; they are read together with the rest of
 * the greeting and cost no question of their own. Pure.
 */
final class Preflight {
  static final String COLUMNS =
      """
      current_user::text AS account, %s AS statement_limit, %s AS idle_limit, %s AS transaction_limit\
      """
          .formatted(
              millis("statement_timeout"),
              millis("idle_in_transaction_session_timeout"),
              millis("transaction_timeout"));

  /** A pause inside a transaction that a busy machine, or a collection of garbage, may make. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(30);

  private Preflight() {}

  static List<String> notices(Capabilities capabilities, Row self, SessionOptions options) {
    List<String> notices = new ArrayList<>();
    if (capabilities.has(Capabilities.Right.SUPERUSER)) {
      notices.add(
          "the account "
              + self.text("account")
              + " is a superuser: privileges and row level security do not hold for it, so nothing"
              + " keeps a migration inside this database; use a role that owns the schema");
    }
    Duration statement = Duration.ofMillis(capabilities.statementTimeout());
    if (shorter(statement, options.statement())) {
      notices.add(
          "statement_timeout is %s here; Dihya's own limit of %s takes its place in its sessions"
              .formatted(words(statement), words(options.statement())));
    }
    Duration idle = limit(self, "idle_limit");
    if (shorter(idle, SHORT_PAUSE)) {
      notices.add(
          "idle_in_transaction_session_timeout is %s here and is left as it is: a pause that long"
                  .formatted(words(idle))
              + " between two statements ends the migration, which is then tried again");
    }
    Duration transaction = limit(self, "transaction_limit");
    if (shorter(transaction, options.statement())) {
      notices.add(
          "transaction_timeout is %s here and is left as it is: a migration that takes longer is"
                  .formatted(words(transaction))
              + " rolled back; raise it for the role "
              + self.text("account"));
    }
    return List.copyOf(notices);
  }

  /** A setting of time that this version may not know; 0 means that it sets no limit. */
  private static String millis(String setting) {
    return "coalesce((extract(epoch FROM current_setting('%s', true)::interval) * 1000)::bigint, 0)"
        .formatted(setting);
  }

  private static Duration limit(Row self, String column) {
    return Duration.ofMillis(self.number(column));
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
