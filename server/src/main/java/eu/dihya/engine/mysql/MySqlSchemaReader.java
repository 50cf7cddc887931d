package eu.dihya.engine.mysql;

import eu.dihya.engine.Answer;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Row;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.engine.SqlFailure;
import eu.dihya.tenants.Target;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads {@code information_schema}, all of it in one round trip, for a witness too. What the
 * account may not see is not in the shape, so one target is always to be read by the same account.
 * Grants are left out: most accounts can see none but their own. A sequence is known by its
 * presence only.
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
    String database = target.database();
    return shape(session, database, Catalogue.ask(session, database).await());
  }

  @Override
  public String witness(Session session, Target target) {
    if (session.capabilities().has(Capabilities.Right.PROCESS)) {
      try {
        return witness(session, target.database(), true);
      } catch (SqlFailure e) {
        if (e.kind() != SqlFailure.Kind.PRIVILEGE) {
          throw e;
        }
      }
    }
    return witness(session, target.database(), false);
  }

  private static String witness(Session session, String database, boolean withIds) {
    Answer<Catalogue> asked = Catalogue.ask(session, database);
    Answer<SortedMap<String, String>> ids =
        withIds ? TableIds.ask(session, database) : Answer.of(new TreeMap<>());
    Catalogue catalogue = asked.await();
    TreeMap<String, String> seen = new TreeMap<>(shape(session, database, catalogue).objects());
    for (Row table : catalogue.tables()) {
      seen.put("made table " + table.text("name"), String.valueOf(table.textOrNull("created")));
    }
    for (Row program : catalogue.programs().bodies()) {
      seen.put(
          "made %s %s".formatted(program.text("kind"), program.text("name")),
          String.valueOf(program.textOrNull("changed")));
    }
    SortedMap<String, String> numbers = ids.await();
    boolean covered = withIds && covers(numbers, catalogue);
    seen.putAll(covered ? numbers : new TreeMap<>());
    return (covered ? SEES_REBUILDS : BLIND) + new Shape(seen).hash();
  }

  @Override
  public String defaults(Session session, Target target) {
    return session.query(CatalogueSql.DEFAULTS, target.database()).getFirst().text("defaults");
  }

  /**
   * Whether a witness taken through this session changes when a table is rebuilt, emptied or
   * swapped.
   */
  public boolean witnessSeesRebuilds(Session session) {
    return session.capabilities().has(Capabilities.Right.PROCESS);
  }

  /** On MySQL a database with an odd name and none but shared tablespaces is not found. */
  private static boolean covers(SortedMap<String, String> ids, Catalogue catalogue) {
    return !ids.isEmpty()
        || catalogue.tables().stream()
            .noneMatch(table -> "InnoDB".equalsIgnoreCase(table.textOrNull("engine")));
  }

  private static Shape shape(Session session, String database, Catalogue catalogue) {
    SortedMap<String, String> objects = new TreeMap<>();
    new TableShapes(session.engine(), catalogue).addTo(objects);
    new KeyShapes(catalogue, database).addTo(objects);
    new ProgramShapes(catalogue.programs(), database).addTo(objects);
    return new Shape(objects);
  }
}
