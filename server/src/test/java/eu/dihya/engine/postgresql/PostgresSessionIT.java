package eu.dihya.engine.postgresql;

import eu.dihya.engine.Place;
import eu.dihya.engine.SessionContract;
import java.util.List;

class PostgresSessionIT extends SessionContract {
  @Override
  protected Place newPlace() {
    return PostgresPlaces.fresh();
  }

  @Override
  protected String slowStatement() {
    return "SELECT pg_sleep(60)";
  }

  @Override
  protected String keyColumn() {
    return "id bigint PRIMARY KEY";
  }

  /** {@code FRUM} is an alias; the error is after it. */
  @Override
  protected List<Integer> knownOffsets() {
    return List.of(24);
  }
}
