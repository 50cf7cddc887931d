package eu.dihya.engine.mysql;

import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.Tables;
import java.util.List;

/**
 * What {@code information_schema} says of one database, without our own tables, by eight queries.
 */
record Catalogue(
    List<Row> tables,
    List<Row> columns,
    List<Row> indexes,
    List<Row> foreignKeys,
    List<Row> checks,
    Programs programs,
    List<Row> partitions) {

  /** What has a body: views, triggers, routines, events; and the parameters of the routines. */
  record Programs(List<Row> bodies, List<Row> parameters) {}

  static Catalogue read(Session session, String database) {
    return new Catalogue(
        foreign(session.query(CatalogueSql.TABLES, database), "name"),
        foreign(session.query(CatalogueSql.COLUMNS, database), "table_name"),
        foreign(session.query(CatalogueSql.indexes(session.engine()), database), "table_name"),
        foreign(session.query(CatalogueSql.FOREIGN_KEYS, database, database), "table_name"),
        foreign(session.query(CatalogueSql.checks(session.engine()), database), "table_name"),
        new Programs(
            foreign(
                foreign(
                    session.query(CatalogueSql.PROGRAMS, database, database, database, database),
                    "name"),
                "parent"),
            session.query(CatalogueSql.PARAMETERS, database)),
        foreign(session.query(CatalogueSql.PARTITIONS, database), "table_name"));
  }

  private static List<Row> foreign(List<Row> rows, String column) {
    return rows.stream().filter(row -> !Tables.isOurs(row.text(column))).toList();
  }
}
