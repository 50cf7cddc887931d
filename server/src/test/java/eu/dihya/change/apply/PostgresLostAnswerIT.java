package eu.dihya.change.apply;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;

class PostgresLostAnswerIT extends LostAnswerContract {
  @Override
  protected TestServer server() {
    return TestServers.postgresql();
  }

  @Override
  protected String slowly(int seconds) {
    return "UPDATE counter SET n = n + 1 WHERE pg_sleep("
        + seconds
        + ") IS NOT NULL AND 'secret' <> '';";
  }

  @Override
  protected String sleeping() {
    return "SELECT pid AS n FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'"
        + " AND datname = current_database()";
  }

  /** The fence's, and the migration's. */
  @Override
  protected int commits() {
    return 2;
  }
}
