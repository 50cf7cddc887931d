package eu.dihya.engine.mysql;

import eu.dihya.engine.Row;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.tenants.Target;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads {@code information_schema}: at most eight queries for a shape and one more for a witness.
 * What the account may not see is not in the shape, so one target is always to be read by the same
 * account. Grants are left out: most accounts can see none but their own. A sequence is known by
 * its presence only.
 *
 * <p>A witness begins with {@link #SEES_REBUILDS} when it covers InnoDB's table ids, so that it
 * changes on rebuild, {@code TRUNCATE} and swap by renaming; without the {@code PROCESS} privilege
 * it begins with {@link #BLIND}, and those three may go unseen.
 */
public final class MySqlSchemaReader implements SchemaReader {
  public static final String SEES_REBUILDS = "ids:";
  public static final String BLIND = "noids:";

  @Override
  public Shape shape(Session session, Target target) {
    return shape(session, target.database(), Catalogue.read(session, target.database()));
  }

  @Override
  public String witness(Session session, Target target) {
    String database = target.database();
    Catalogue catalogue = Catalogue.read(session, database);
    TreeMap<String, String> seen = new TreeMap<>(shape(session, database, catalogue).objects());
    for (Row table : catalogue.tables()) {
      seen.put("made table " + table.text("name"), String.valueOf(table.textOrNull("created")));
    }
    for (Row program : catalogue.programs().bodies()) {
      seen.put(
          "made %s %s".formatted(program.text("kind"), program.text("name")),
          String.valueOf(program.textOrNull("changed")));
    }
    Optional<SortedMap<String, String>> ids = tableIds(session, database);
    ids.ifPresent(seen::putAll);
    return (ids.isPresent() ? SEES_REBUILDS : BLIND) + new Shape(seen).hash();
  }

  /**
   * Whether a witness taken through this session changes when a table is rebuilt, emptied or
   * swapped.
   */
  public boolean witnessSeesRebuilds(Session session) {
    return tableIds(session, "").isPresent();
  }

  private static Shape shape(Session session, String database, Catalogue catalogue) {
    SortedMap<String, String> objects = new TreeMap<>();
    new TableShapes(session.engine(), catalogue).addTo(objects);
    new KeyShapes(catalogue, database).addTo(objects);
    new ProgramShapes(catalogue.programs(), database).addTo(objects);
    return new Shape(objects);
  }

  private static Optional<SortedMap<String, String>> tableIds(Session session, String database) {
    SortedMap<String, String> ids = new TreeMap<>();
    try {
      for (Row table : session.query(CatalogueSql.tableIds(session.engine()), database)) {
        String name = table.text("name");
        ids.put("id " + name.substring(name.indexOf('/') + 1), table.text("id"));
      }
      return Optional.of(ids);
    } catch (SqlFailure e) {
      if (e.kind() == Kind.PRIVILEGE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
