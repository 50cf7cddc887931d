package eu.dihya.change.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Rows for one tenant: ones that offend nobody, missing values among them, and a number of rows
 * that offend, kind by kind.
 */
record ShopRows(List<String> statements, Map<String, Long> offending) {
  static final List<String> TABLES =
      List.of(
          "CREATE TABLE customers (id INTEGER PRIMARY KEY)",
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, code VARCHAR(20), customer INTEGER, amount"
              + " INTEGER, note VARCHAR(20))");

  /** Rows of whom nobody offends, and with {@code kinds} some who do. */
  static ShopRows of(Random random, List<String> kinds) {
    Map<String, Long> offending = new TreeMap<>();
    List<String> orders = new ArrayList<>();
    int clean = 3 + random.nextInt(20);
    for (int i = 0; i < clean; i++) {
      String code = random.nextInt(4) == 0 ? "NULL" : "'c" + i + "'";
      String customer = random.nextInt(4) == 0 ? "NULL" : "" + (1 + random.nextInt(3));
      String amount = random.nextInt(4) == 0 ? "NULL" : "" + (1 + random.nextInt(99));
      orders.add("%s, %s, %s, 'n'".formatted(code, customer, amount));
    }
    for (String kind : kinds) {
      int number = 1 + random.nextInt(5);
      offending.put(kind, (long) (kind.equals("unique") ? number + 1 : number));
      for (int i = 0; i < offending.get(kind); i++) {
        orders.add(
            switch (kind) {
              case "unique" -> "'twice', 1, 1, 'n'";
              case "not-null" -> "NULL, 1, 1, NULL";
              case "check" -> "NULL, 1, -1, 'n'";
              default -> "NULL, 99, 1, 'n'";
            });
      }
    }
    List<String> statements = new ArrayList<>(TABLES);
    statements.add("INSERT INTO customers (id) VALUES (1), (2), (3)");
    List<String> rows = new ArrayList<>();
    for (String order : orders) {
      rows.add("(" + (rows.size() + 1) + ", " + order + ")");
    }
    statements.add(
        "INSERT INTO orders (id, code, customer, amount, note) VALUES " + String.join(", ", rows));
    return new ShopRows(statements, offending);
  }
}
