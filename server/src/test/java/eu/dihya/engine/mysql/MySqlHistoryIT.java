package eu.dihya.engine.mysql;

import eu.dihya.engine.HistoryContract;
import eu.dihya.engine.Place;

class MySqlHistoryIT extends HistoryContract {
  @Override
  protected Place newPlace() {
    return MySqlPlaces.fresh();
  }
}
