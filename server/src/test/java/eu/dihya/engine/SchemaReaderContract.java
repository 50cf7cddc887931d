package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every engine's {@link SchemaReader} must see, and what it must not. */
public abstract class SchemaReaderContract {
  /** An empty target of its own, under another name each time. */
  protected abstract Place newPlace();

  /** A schema with an object of every kind; it has a table {@code people} with a row-less start. */
  protected abstract List<String> schema();

  /**
   * Statements that change the schema, by the kind of object that they touch; each begins from
   * {@link #schema()}.
   */
  protected abstract Map<String, String> changes();

  /** Statements that change rows, comments, counters, or nothing that counts. */
  protected abstract List<String> noise();

  /**
   * Statements that leave the shape as it was and yet made the target another one; may be empty.
   */
  protected abstract List<String> rebuilds();

  @Test
  void equalSchemasAreEqualWhereverTheyStand() {
    Shape first = shapeOf(schema());
    Shape second = shapeOf(schema());
    assertThat(second.objects()).isEqualTo(first.objects());
    assertThat(second.hash()).isEqualTo(first.hash()).hasSize(64);
    assertThat(first.objects()).hasSizeGreaterThan(5);
  }

  @Test
  void noNameOfTheTargetIsInTheShape() {
    Place place = newPlace();
    try (Session session = place.connect()) {
      run(session, schema());
      String all = read(place, session).objects().toString();
      assertThat(all).doesNotContain(place.target().database());
      place.target().schema().ifPresent(schema -> assertThat(all).doesNotContain(schema));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyKindOfChangeChangesTheShape() {
    return new TreeMap<>(changes())
        .entrySet().stream()
            .map(
                change ->
                    DynamicTest.dynamicTest(
                        change.getKey(),
                        () -> assertThatShapeChanges(change.getKey(), change.getValue())));
  }

  @Test
  void noiseDoesNotChangeTheShape() {
    Place place = newPlace();
    try (Session session = place.connect()) {
      run(session, schema());
      Shape before = read(place, session);
      for (String statement : noise()) {
        session.execute(statement);
        assertThat(read(place, session).objects()).as(statement).isEqualTo(before.objects());
      }
    }
  }

  @Test
  void aRebuildChangesTheWitnessAlone() {
    Place place = newPlace();
    try (Session session = place.connect()) {
      run(session, schema());
      Shape shape = read(place, session);
      String witness = witness(place, session);
      assertThat(witness(place, session)).isEqualTo(witness);
      for (String rebuild : rebuilds()) {
        session.execute(rebuild);
        assertThat(read(place, session)).as(rebuild).isEqualTo(shape);
        String after = witness(place, session);
        assertThat(after).as(rebuild).isNotEqualTo(witness);
        witness = after;
      }
    }
  }

  @Test
  void aChangeOfTheShapeChangesTheWitness() {
    Place place = newPlace();
    try (Session session = place.connect()) {
      run(session, schema());
      String witness = witness(place, session);
      session.execute(changes().values().iterator().next());
      assertThat(witness(place, session)).isNotEqualTo(witness);
    }
  }

  private void assertThatShapeChanges(String kind, String statement) {
    Place place = newPlace();
    try (Session session = place.connect()) {
      run(session, schema());
      Map<String, String> before = new TreeMap<>(read(place, session).objects());
      session.execute(statement);
      Map<String, String> after = read(place, session).objects();
      assertThat(after).as(kind + ": " + statement).isNotEqualTo(before);
    }
  }

  private Shape shapeOf(List<String> statements) {
    Place place = newPlace();
    try (Session session = place.connect()) {
      run(session, statements);
      return read(place, session);
    }
  }

  protected static Shape read(Place place, Session session) {
    return place.driver().schemaReader().shape(session, place.target());
  }

  private static String witness(Place place, Session session) {
    return place.driver().schemaReader().witness(session, place.target());
  }

  protected static void run(Session session, List<String> statements) {
    new ArrayList<>(statements).forEach(session::execute);
  }
}
