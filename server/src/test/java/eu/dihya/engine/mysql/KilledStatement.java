package eu.dihya.engine.mysql;

import eu.dihya.testing.ServerSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A statement that a server is killed in the middle of.
 *
 * @param before what makes the database that it changes
 */
record KilledStatement(String name, List<String> before, String sql) {
  private static final int MANY = 60;
  private static final String NUMBERS =
      "(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < 199) SELECT n FROM"
          + " s)";
  private static final List<String> LARGE =
      List.of(
          "CREATE TABLE big (id INT PRIMARY KEY, x VARCHAR(100))",
          "INSERT INTO big SELECT a.n * 1000 + b.n, REPEAT('x', 100) FROM %s a, %s b"
              .formatted(NUMBERS, NUMBERS));

  /** What a family's every server must do wholly or not at all. */
  static List<KilledStatement> whole() {
    return List.of(
        new KilledStatement(
            "rename of several tables", each("CREATE TABLE t%d (id INT)"), renameAll()),
        new KilledStatement("create from a query", LARGE, "CREATE TABLE copy AS SELECT * FROM big"),
        new KilledStatement("truncate", LARGE, "TRUNCATE TABLE big"),
        new KilledStatement(
            "alter with a rebuild",
            LARGE,
            "ALTER TABLE big ADD COLUMN y INT NOT NULL DEFAULT 1, ADD COLUMN z INT FIRST, ADD INDEX"
                + " (x)"),
        new KilledStatement(
            "drop of a table with its trigger",
            List.of(
                "CREATE TABLE t (id INT)",
                "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.id = 1"),
            "DROP TABLE t"));
  }

  /** What MySQL does wholly or not at all, and MariaDB piece by piece. */
  static List<KilledStatement> several() {
    List<String> views = new ArrayList<>(List.of("CREATE TABLE t (id INT)"));
    views.addAll(each("CREATE VIEW v%d AS SELECT id FROM t"));
    return List.of(
        new KilledStatement(
            "drop of several tables", each("CREATE TABLE t%d (id INT)"), dropAll("TABLE", "t")),
        new KilledStatement("drop of several views", views, dropAll("VIEW", "v")));
  }

  /** What else MariaDB does piece by piece. */
  static List<KilledStatement> inPieces() {
    return List.of(
        new KilledStatement(
            "drop of a database", each("CREATE TABLE t%d (id INT)"), "DROP DATABASE ${database}"),
        new KilledStatement(
            "replacement of a table",
            LARGE,
            "CREATE OR REPLACE TABLE big AS SELECT seq AS id FROM seq_0_to_60000"));
  }

  /** Makes a database for it. */
  void prepare(ServerSql sql, String database) {
    List<String> all = new ArrayList<>();
    all.add("CREATE DATABASE " + database);
    all.add("USE " + database);
    all.addAll(before);
    sql.execute(all);
  }

  /** The statement, where it is meant. */
  List<String> sent(String database) {
    return List.of("USE " + database, sql.replace("${database}", database));
  }

  /** All tables with their columns and rows, and all triggers. */
  static String state(ServerSql sql, String database) {
    StringBuilder state = new StringBuilder();
    String tables =
        "SELECT table_name, (SELECT GROUP_CONCAT(column_name ORDER BY ordinal_position) FROM"
            + " information_schema.columns c WHERE c.table_schema = t.table_schema AND c.table_name"
            + " = t.table_name) FROM information_schema.tables t WHERE table_schema = '%s' ORDER BY"
            + " table_name";
    for (List<String> table : sql.rows(tables.formatted(database))) {
      state.append(table);
    }
    for (String name : List.of("big", "copy")) {
      if (state.indexOf("[" + name + ",") >= 0) {
        state.append(sql.rows("SELECT COUNT(*) FROM " + database + "." + name));
      }
    }
    String triggers =
        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = '%s'";
    return state.append(sql.rows(triggers.formatted(database))).toString();
  }

  private static List<String> each(String statement) {
    return IntStream.range(0, MANY).mapToObj(statement::formatted).toList();
  }

  private static String renameAll() {
    return "RENAME TABLE "
        + IntStream.range(0, MANY)
            .mapToObj(i -> "t%d TO x%d".formatted(i, i))
            .collect(Collectors.joining(", "));
  }

  private static String dropAll(String kind, String letter) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> letter + i)
        .collect(Collectors.joining(", ", "DROP " + kind + " ", ""));
  }
}
