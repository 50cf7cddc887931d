package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.TreeMap;

/** The schema of one PostgreSQL schema, by one query. The order of columns is not part of it. */
final class PostgresSchemaReader implements SchemaReader {
  @Override
  public Shape shape(Session session, Target target) {
    return shape(rows(session, target));
  }

  @Override
  public String witness(Session session, Target target) {
    List<Row> rows = rows(session, target);
    var ids = new TreeMap<String, String>();
    rows.forEach(row -> ids.put("id of " + row.text("name"), row.text("ids")));
    return shape(rows).witness(ids);
  }

  /** A script may have changed the search path, by which the server decides what it qualifies. */
  private static List<Row> rows(Session session, Target target) {
    String schema = PostgresDialect.schema(target);
    session.query("SET search_path = " + PostgresDialect.quoted(schema));
    int major = Integer.parseInt(session.serverVersion().split("\\D", 2)[0]);
    return session.query(ShapeQueries.all(schema, major));
  }

  private static Shape shape(List<Row> rows) {
    var objects = new TreeMap<String, String>();
    rows.forEach(row -> objects.put(row.text("name"), row.text("definition")));
    return new Shape(objects);
  }
}
