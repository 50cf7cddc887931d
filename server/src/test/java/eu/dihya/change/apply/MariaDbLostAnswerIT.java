package eu.dihya.change.apply;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;

class MariaDbLostAnswerIT extends LostAnswerContract {
  @Override
  protected TestServer server() {
    return TestServers.mariadb();
  }

  @Override
  protected String slowly(int seconds) {
    return "UPDATE counter SET n = n + 1 + SLEEP(" + seconds + ") WHERE 'secret' <> '';";
  }

  @Override
  protected String sleeping() {
    return "SELECT id AS n FROM information_schema.processlist WHERE db = DATABASE() AND id <>"
        + " CONNECTION_ID() AND info LIKE '%SLEEP%'";
  }

  /** The fence's, two intents, the statement with its journal row, and the history's. */
  @Override
  protected int commits() {
    return 5;
  }
}
