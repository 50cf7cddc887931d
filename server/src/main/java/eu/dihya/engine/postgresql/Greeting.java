package eu.dihya.engine.postgresql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Row;
import eu.dihya.engine.SessionOptions;
import java.util.List;
import java.util.Set;

/**
 * What the server says of itself and of the account on a new connection.
 *
 * @param pid of the process that serves it
 */
record Greeting(int pid, Capabilities capabilities, List<String> notices) {
  /** To be asked before our own settings take the place of the server's. */
  static final String QUESTION =
      "SELECT pg_backend_pid() AS pid, split_part(current_setting('server_version'), ' ', 1) AS v,"
          + " current_database() AS home, current_setting('is_superuser') = 'on' AS superuser, "
          + Preflight.COLUMNS;

  static Greeting of(Row self, SessionOptions options) {
    Capabilities capabilities =
        new Capabilities(
            Engine.POSTGRESQL,
            self.text("v"),
            self.text("home"),
            self.flag("superuser") ? Set.of(Capabilities.Right.SUPERUSER) : Set.of(),
            self.number("statement_limit"));
    return new Greeting(
        (int) self.number("pid"), capabilities, Preflight.notices(capabilities, self, options));
  }
}
