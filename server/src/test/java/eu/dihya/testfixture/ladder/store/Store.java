package eu.dihya.testfixture.ladder.store;

import java.util.HashMap;
import java.util.Map;

public final class Store {
  final Map<String, String> rows = new HashMap<>();

  public static final class Rows {
    final Store store = new Store();
  }
}
