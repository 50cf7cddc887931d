package eu.dihya.plan.sweep;

import eu.dihya.base.Engine;
import eu.dihya.sql.Quoting;
import eu.dihya.sql.RowDemand;
import eu.dihya.sql.RowReading;
import eu.dihya.sql.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What has to hold of a target for a probe to say what the statement will do there. */
final class Doubts {
  private Doubts() {}

  static List<Doubt> of(RowDemand demand, Engine engine) {
    List<Doubt> doubts = new ArrayList<>();
    switch (engine) {
      case POSTGRESQL -> postgresql(demand, doubts);
      case MYSQL, MARIADB -> mysql(demand, engine, doubts);
      case SQLITE -> sqlite(demand, doubts);
    }
    return doubts;
  }

  private static void postgresql(RowDemand demand, List<Doubt> doubts) {
    String table = Quoting.literal(demand.of().table(), SqlDialect.POSTGRESQL);
    doubts.add(inherited(table));
    if (demand instanceof RowDemand.Reference reference) {
      doubts.add(inherited(Quoting.literal(reference.parent(), SqlDialect.POSTGRESQL)));
    }
    if (demand.of().unlessThere()) {
      doubts.add(
          thereAlready(
              "SELECT 1 AS there FROM pg_class c WHERE c.relname = "
                  + name(demand, SqlDialect.POSTGRESQL)
                  + " AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid ="
                  + " to_regclass("
                  + table
                  + "))"));
    }
  }

  private static Doubt inherited(String table) {
    return new Doubt(
        "SELECT 1 AS there FROM pg_inherits i WHERE i.inhparent = to_regclass(" + table + ")",
        "other tables are parts of " + table);
  }

  private static void mysql(RowDemand demand, Engine engine, List<Doubt> doubts) {
    if (demand instanceof RowDemand.NotNull) {
      doubts.add(
          new Doubt(
              "SELECT 1 AS there FROM DUAL WHERE @@sql_mode NOT LIKE '%STRICT%'",
              "sql_mode is not strict, so NULL becomes another value"));
    }
    if (demand instanceof RowDemand.Check) {
      doubts.add(
          new Doubt(
              engine == Engine.MARIADB
                  ? "SELECT 1 AS there FROM DUAL WHERE @@check_constraint_checks = 0"
                  : "SELECT 1 AS there FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM"
                      + " information_schema.tables WHERE table_schema = 'information_schema' AND"
                      + " table_name = 'CHECK_CONSTRAINTS')",
              "the server does not check conditions"));
    }
    if (demand instanceof RowDemand.Reference reference) {
      doubts.add(
          new Doubt(
              "SELECT 1 AS there FROM DUAL WHERE @@foreign_key_checks = 0",
              "the server does not check foreign keys"));
      doubts.add(notInnoDb(demand.of().table(), engine));
      doubts.add(notInnoDb(reference.parent(), engine));
    }
    if (demand.of().unlessThere()) {
      doubts.add(
          thereAlready(
              "SELECT 1 AS there FROM information_schema.statistics WHERE table_schema = database()"
                  + " AND table_name = "
                  + plain(demand.of().table(), SqlDialect.of(engine))
                  + " AND index_name = "
                  + name(demand, SqlDialect.of(engine))));
    }
  }

  private static Doubt notInnoDb(String table, Engine engine) {
    return new Doubt(
        "SELECT 1 AS there FROM information_schema.tables WHERE table_schema = database() AND"
            + " table_name = "
            + plain(table, SqlDialect.of(engine))
            + " AND engine <> 'InnoDB'",
        "the storage engine of " + table + " has no foreign keys");
  }

  private static void sqlite(RowDemand demand, List<Doubt> doubts) {
    if (demand.of().unlessThere()) {
      doubts.add(
          thereAlready(
              "SELECT 1 AS there FROM sqlite_master WHERE type = 'index' AND name = "
                  + name(demand, SqlDialect.SQLITE)
                  + " COLLATE NOCASE"));
    }
  }

  private static Doubt thereAlready(String sql) {
    return new Doubt(sql, "an index of that name is there already, and IF NOT EXISTS leaves it");
  }

  private static String name(RowDemand demand, SqlDialect dialect) {
    String name = RowReading.plainName(demand.of().name(), dialect);
    boolean folds = dialect == SqlDialect.POSTGRESQL && !demand.of().name().startsWith("\"");
    return Quoting.literal(folds ? name.toLowerCase(Locale.ROOT) : name, dialect);
  }

  private static String plain(String table, SqlDialect dialect) {
    return Quoting.literal(RowReading.plainName(table, dialect), dialect);
  }
}
