package eu.dihya.engine.mysql;

import eu.dihya.engine.Place;
import eu.dihya.engine.SessionContract;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.util.List;

class MySqlSessionContractIT extends SessionContract {
  /** The server to run on. */
  protected TestServer server() {
    return TestServers.mariadb();
  }

  @Override
  protected Place newPlace() {
    return MySqlPlaces.fresh(server());
  }

  @Override
  protected String textType() {
    return "varchar(100) CHARACTER SET utf8mb4";
  }

  /** A sleep over a table is interrupted as an error, while a sleep alone returns 1. */
  @Override
  protected String slowStatement() {
    return "CREATE TABLE slow AS SELECT SLEEP(40) AS x FROM information_schema.schemata";
  }

  @Override
  protected String keyColumn() {
    return "id BIGINT PRIMARY KEY";
  }

  /** The parser stops at the word after {@code FRUM}, which it has taken for an alias. */
  @Override
  protected List<Integer> knownOffsets() {
    return List.of(24);
  }
}
