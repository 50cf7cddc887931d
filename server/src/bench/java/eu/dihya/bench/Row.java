package eu.dihya.bench;

import eu.dihya.bench.Sites.Layout;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The rows of the table, with what is wanted of each. */
enum Row {
  POSTGRES_DATABASES(
      "postgres-databases",
      "PostgreSQL, a database for each tenant, 10 migrations",
      Layout.POSTGRES_DATABASES,
      100,
      2.0,
      0.80),
  POSTGRES_SCHEMAS(
      "postgres-schemas",
      "PostgreSQL, a schema for each tenant, 10 migrations",
      Layout.POSTGRES_SCHEMAS,
      300,
      2.5,
      1.0),
  POSTGRES_FAR(
      "postgres-far",
      "PostgreSQL as in the first row, the server a round trip of 1 ms away",
      Layout.POSTGRES_DATABASES,
      100,
      0,
      0),
  MARIADB(
      "mariadb",
      "MariaDB, a database for each tenant, 10 migrations, journalled",
      Layout.MARIADB_DATABASES,
      60,
      1.3,
      0),
  MARIADB_FAR(
      "mariadb-far",
      "MariaDB as in the row before, the server a round trip of 1 ms away",
      Layout.MARIADB_DATABASES,
      60,
      0,
      0),
  SQLITE(
      "sqlite",
      "SQLite, a file for each tenant, 10 migrations",
      Layout.SQLITE_FILES,
      300,
      1.8,
      0.85),
  NOTHING_DATABASES(
      "nothing-databases",
      "Nothing to do: PostgreSQL, a database for each tenant; the floor is only connecting",
      Layout.POSTGRES_DATABASES,
      100,
      3.0,
      0.8),
  NOTHING_SCHEMAS(
      "nothing-schemas",
      "Nothing to do: PostgreSQL, a schema for each tenant; the floor is only connecting",
      Layout.POSTGRES_SCHEMAS,
      3_000,
      50,
      0),
  SCALE("scale", "Up to date, a schema for each tenant", Layout.POSTGRES_SCHEMAS, 10_000, 0, 0);

  private final String code;
  private final String title;
  private final Layout layout;
  private final int targets;
  private final double overFlyway;
  private final double overFloor;

  Row(String code, String title, Layout layout, int targets, double overFlyway, double overFloor) {
    this.code = code;
    this.title = title;
    this.layout = layout;
    this.targets = targets;
    this.overFlyway = overFlyway;
    this.overFloor = overFloor;
  }

  static Optional<Row> of(String code) {
    return Arrays.stream(values()).filter(row -> row.code.equals(code)).findFirst();
  }

  String code() {
    return code;
  }

  String title() {
    return title;
  }

  Layout layout() {
    return layout;
  }

  /** How far away the server is. */
  Duration roundTrip() {
    return this == POSTGRES_FAR || this == MARIADB_FAR ? Duration.ofMillis(1) : Duration.ZERO;
  }

  int targets() {
    return targets;
  }

  /** How many times as fast as Flyway it should be; 0 for no goal. */
  double overFlyway() {
    return overFlyway;
  }

  /** How many times as fast as the floor it should be; 0 for no goal. */
  double overFloor() {
    return overFloor;
  }
}
