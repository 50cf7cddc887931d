package eu.dihya.engine.sqlite;

import eu.dihya.engine.Row;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.tenants.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SQLite's schema, from its pragmas where they tell it and from the stored text where they do not
 * (checks, generated columns, collations, views, triggers). The order of columns is not part of it.
 */
final class SqliteSchemaReader implements SchemaReader {
  private static final String TENANTS_OWN =
      " m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.tbl_name NOT LIKE 'dihya\\_%' ESCAPE '\\'";
  private static final String MASTER =
      "SELECT m.type, m.name, m.tbl_name, m.rootpage, m.sql FROM main.sqlite_master m WHERE"
          + TENANTS_OWN;
  private static final String TABLES =
      "SELECT m.name, m.type, m.wr, m.strict FROM (SELECT *, name AS tbl_name FROM"
          + " pragma_table_list) m WHERE m.schema = 'main' AND m.type <> 'view' AND"
          + TENANTS_OWN;
  private static final String COLUMNS =
      "SELECT m.name AS tbl, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk, x.hidden"
          + " FROM main.sqlite_master m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND"
          + TENANTS_OWN;
  private static final String FOREIGN_KEYS =
      "SELECT m.name AS tbl, f.id, f.\"table\" AS parent, group_concat(f.\"from\", ', ' ORDER BY"
          + " f.seq) AS cols, group_concat(coalesce(f.\"to\", ''), ', ' ORDER BY f.seq) AS parents,"
          + " f.on_update, f.on_delete, f.\"match\" FROM main.sqlite_master m,"
          + " pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND"
          + TENANTS_OWN
          + " GROUP BY m.name, f.id";
  private static final String KEYS =
      "SELECT m.name AS tbl, l.origin, group_concat(x.name || ' ' || x.coll || CASE x.\"desc\" WHEN"
          + " 1 THEN ' desc' ELSE '' END, ', ' ORDER BY x.seqno) AS cols FROM main.sqlite_master m,"
          + " pragma_index_list(m.name) l, pragma_index_xinfo(l.name) x WHERE m.type = 'table' AND"
          + " l.origin <> 'c' AND x.key = 1 AND"
          + TENANTS_OWN
          + " GROUP BY m.name, l.name";

  /** So many schemas are remembered; a fleet has few at a time. */
  private static final int REMEMBERED = 128;

  private final Map<List<String>, Shape> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<String>, Shape> eldest) {
              return size() > REMEMBERED;
            }
          });

  /**
   * The pragmas tell what SQLite reads out of the stored texts. So where all of those are the same,
   * which one query tells, the shape is one that was read before.
   */
  @Override
  public Shape shape(Session session, Target target) {
    Shape seen = known.get(texts(session.query(MASTER)));
    return seen != null ? seen : read(session);
  }

  /** Remembers what it reads, unless somebody changed the schema meanwhile. */
  private Shape read(Session session) {
    long before = version(session);
    List<Row> stored = session.query(MASTER);
    Shape shape = read(session, stored);
    boolean virtual = stored.stream().anyMatch(SqliteSchemaReader::isVirtual);
    if (!virtual && version(session) == before) {
      known.put(texts(stored), shape);
    }
    return shape;
  }

  /** Rises with each change of the schema, whoever makes it. */
  private static long version(Session session) {
    return session.query("PRAGMA schema_version").getFirst().number("schema_version");
  }

  /** Its module says what columns it has, and not its text. */
  private static boolean isVirtual(Row row) {
    return row.text("type").equals("table") && row.number("rootpage") == 0;
  }

  private static List<String> texts(List<Row> stored) {
    List<String> texts = new ArrayList<>();
    for (Row row : stored) {
      texts.add(row.text("type"));
      texts.add(row.text("name"));
      texts.add(row.text("tbl_name"));
      texts.add(String.valueOf(row.textOrNull("sql")));
    }
    return texts;
  }

  private static Shape read(Session session, List<Row> stored) {
    var objects = new TreeMap<String, String>();
    session.query(TABLES).forEach(row -> table(row, objects));
    session.query(COLUMNS).forEach(row -> column(row, objects));
    session.query(FOREIGN_KEYS).forEach(row -> foreignKey(row, objects));
    session.query(KEYS).forEach(row -> key(row, objects));
    stored.forEach(row -> stored(row, objects));
    return new Shape(objects);
  }

  @Override
  public String witness(Session session, Target target) {
    SortedMap<String, String> pages =
        session.query(MASTER).stream()
            .collect(
                Collectors.toMap(
                    row -> row.text("type") + " " + lower(row, "name"),
                    row -> String.valueOf(row.textOrNull("rootpage")),
                    (left, right) -> left + " " + right,
                    TreeMap::new));
    return shape(session, target).witness(pages);
  }

  /** Every connection sets what SQLite could be told differently. */
  @Override
  public String defaults(Session session, Target target) {
    return "";
  }

  private static void table(Row row, SortedMap<String, String> objects) {
    String options =
        (row.flag("wr") ? " without rowid" : "") + (row.flag("strict") ? " strict" : "");
    objects.put("table " + lower(row, "name"), row.text("type") + options);
  }

  private static void column(Row row, SortedMap<String, String> objects) {
    String generated =
        switch ((int) row.number("hidden")) {
          case 2 -> " generated virtual";
          case 3 -> " generated stored";
          default -> "";
        };
    String value = row.textOrNull("dflt_value");
    objects.put(
        "table " + lower(row, "tbl") + "/column " + lower(row, "name"),
        SqliteText.normal(row.text("type"))
            + (row.flag("notnull") ? " not null" : "")
            + (value == null ? "" : " default " + value.strip())
            + (row.flag("pk") ? " primary key " + row.number("pk") : "")
            + generated);
  }

  private static void foreignKey(Row row, SortedMap<String, String> objects) {
    objects.merge(
        "table %s/foreign key (%s)".formatted(lower(row, "tbl"), lower(row, "cols")),
        "%s (%s) on update %s on delete %s match %s"
            .formatted(
                lower(row, "parent"),
                lower(row, "parents"),
                row.text("on_update"),
                row.text("on_delete"),
                row.text("match")),
        SqliteSchemaReader::both);
  }

  private static void key(Row row, SortedMap<String, String> objects) {
    String kind = row.text("origin").equals("pk") ? "primary key" : "unique";
    objects.merge(
        "table %s/%s (%s)".formatted(lower(row, "tbl"), kind, lower(row, "cols")),
        kind,
        SqliteSchemaReader::both);
  }

  private static void stored(Row row, SortedMap<String, String> objects) {
    String sql = row.textOrNull("sql");
    if (sql == null) {
      return;
    }
    String type = row.text("type");
    if (type.equals("table")) {
      new SqliteTableText(lower(row, "name"), sql).addTo(objects);
    } else {
      objects.put(type + " " + lower(row, "name"), SqliteText.normal(sql));
    }
  }

  private static String both(String left, String right) {
    return left.compareTo(right) <= 0 ? left + " | " + right : right + " | " + left;
  }

  private static String lower(Row row, String column) {
    return row.text(column).toLowerCase(Locale.ROOT);
  }
}
