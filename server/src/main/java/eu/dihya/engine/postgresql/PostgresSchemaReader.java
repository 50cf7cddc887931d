package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The schema of one PostgreSQL schema, by three queries at most. The order of columns is not part
 * of it.
 */
final class PostgresSchemaReader implements SchemaReader {
  /** Rights that new objects get, triggers that see every change, and where tables go. */
  private static final String DEFAULTS =
      """
      SELECT format('%s %s %s', d.defaclnamespace <> 0, d.defaclobjtype, d.defaclacl) AS fact
      FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
      WHERE d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
        AND coalesce(n.nspname = current_schema(), true)
      UNION ALL
      SELECT format('%s %s', evtname, evtenabled) FROM pg_event_trigger
      UNION ALL
      SELECT format('%s %s', name, current_setting(name)) FROM unnest(ARRAY[
        'default_tablespace', 'default_table_access_method', 'quote_all_identifiers']) AS name
      """;

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

  @Override
  public String defaults(Session session, Target target) {
    return session.query(DEFAULTS).stream()
        .map(row -> row.text("fact"))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  /** A script may have changed the search path, by which the server decides what it qualifies. */
  private static List<Row> rows(Session session, Target target) {
    String schema = PostgresDialect.schema(target);
    String path = "SET search_path = " + PostgresDialect.quoted(schema);
    if (session.query(Present.anything(schema) + "; " + path).isEmpty()) {
      return List.of();
    }
    List<Row> found = session.query(Present.question(schema));
    if (found.isEmpty()) {
      return List.of();
    }
    Present present = Present.of(found.getFirst());
    int major = Integer.parseInt(session.serverVersion().split("\\D", 2)[0]);
    return session.query(ShapeQueries.all(schema, major, present));
  }

  private static Shape shape(List<Row> rows) {
    var objects = new TreeMap<String, String>();
    rows.forEach(row -> objects.put(row.text("name"), row.text("definition")));
    return new Shape(objects);
  }
}
