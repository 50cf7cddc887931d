package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.Tables;
import java.util.List;

/**
 * What {@code information_schema} says of one database, without our own tables. Each question names
 * the schema as a constant on the column by which MariaDB can look it up.
 */
record Catalogue(
    List<Row> tables,
    List<Row> columns,
    List<Row> indexes,
    ForeignKeys foreignKeys,
    List<Row> checks,
    Programs programs,
    List<Row> partitions) {

  /** Their columns, and what happens to the rows. */
  record ForeignKeys(List<Row> columns, List<Row> rules) {}

  /** What has a body: views, triggers, routines, events; and the parameters of the routines. */
  record Programs(List<Row> bodies, List<Row> parameters) {}

  /** Asks everything at once, so that it is one round trip, or two where there are routines. */
  static Answer<Catalogue> ask(Session session, String database) {
    Engine engine = session.engine();
    Answer<List<Row>> tables = session.ask(CatalogueSql.TABLES, database);
    Answer<List<Row>> columns = session.ask(CatalogueSql.columns(engine), database);
    Answer<List<Row>> indexes = session.ask(CatalogueSql.indexes(engine), database);
    Answer<List<Row>> keys = session.ask(CatalogueSql.FOREIGN_KEYS, database, database);
    Answer<List<Row>> rules = session.ask(CatalogueSql.RULES, database);
    Answer<List<Row>> checks = session.ask(CatalogueSql.checks(engine), database);
    Answer<List<Row>> bodies =
        session.ask(CatalogueSql.PROGRAMS, database, database, database, database);
    Answer<List<Row>> partitions = session.ask(CatalogueSql.PARTITIONS, database);
    return () ->
        new Catalogue(
            foreign(tables.await(), "name"),
            foreign(columns.await(), "table_name"),
            foreign(indexes.await(), "table_name"),
            new ForeignKeys(
                foreign(keys.await(), "table_name"), foreign(rules.await(), "table_name")),
            foreign(checks.await(), "table_name"),
            programs(session, database, bodies.await()),
            foreign(partitions.await(), "table_name"));
  }

  /** Where there are no routines, the server need not search those of all databases for theirs. */
  private static Programs programs(Session session, String database, List<Row> bodies) {
    boolean routines =
        bodies.stream()
            .map(body -> body.text("kind"))
            .anyMatch(kind -> !kind.equals("view") && !kind.equals("trigger"));
    return new Programs(
        foreign(foreign(bodies, "name"), "parent"),
        routines ? session.query(CatalogueSql.PARAMETERS, database) : List.of());
  }

  private static List<Row> foreign(List<Row> rows, String column) {
    return rows.stream().filter(row -> !Tables.isOurs(row.text(column))).toList();
  }
}
