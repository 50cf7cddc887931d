package eu.dihya.plan.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.StatementSplitter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each text in {@code sweep/} holds scripts for an engine, and below each the constraints with
 * their probes: {@code ?} is a question to be asked first, {@code !} the reason why there is no
 * probe.
 */
class PendingReadingTest {
  private static final Path FIXTURES = Path.of("src/test/resources/sweep");
  private static final String NEXT = "=====\n";
  private static final String THEN = "-----\n";

  @TestFactory
  Stream<DynamicTest> readsWhatIsExpected() throws IOException {
    try (Stream<Path> texts = Files.list(FIXTURES)) {
      return texts.sorted().toList().stream()
          .map(
              text -> DynamicTest.dynamicTest(text.getFileName().toString(), () -> checkAll(text)));
    }
  }

  @Test
  void aProgramIsNotReadAndHidesWhatComesAfterIt() {
    var reading = new PendingReading(Engine.POSTGRESQL);
    reading.addProgram("x.sh");
    add(reading, Engine.POSTGRESQL, "ALTER TABLE a ADD UNIQUE (b);", true);
    assertThat(reading.found())
        .extracting(PendingConstraint::because)
        .containsExactly(
            "a program is not read", "what runs before it is not known: x.sh is a program");
  }

  @Test
  void outsideOfATransactionNobodyChecksForeignKeysOfSqlite() {
    var reading = new PendingReading(Engine.SQLITE);
    add(
        reading,
        Engine.SQLITE,
        "CREATE TABLE n (a int REFERENCES p (a)); INSERT INTO n (a) SELECT a FROM o;",
        false);
    assertThat(reading.found())
        .singleElement()
        .satisfies(found -> assertThat(found.because()).contains("there is none"));
  }

  @Test
  void theParentsKeyIsFilledInAsAName() {
    var reading = new PendingReading(Engine.POSTGRESQL);
    add(reading, Engine.POSTGRESQL, "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES p;", true);
    Probe probe = reading.found().getFirst().probe().orElseThrow();
    assertThat(probe.fits(List.of("x", "y"))).isFalse();
    assertThat(probe.withParentKey(List.of("the \"id\"")).sql())
        .contains("dihya_parent.\"the \"\"id\"\"\" = dihya_row.b");
  }

  private static void checkAll(Path text) throws IOException {
    Engine engine =
        Engine.fromCode(text.getFileName().toString().replace(".txt", "")).orElseThrow();
    String content = Files.readString(text);
    var written = new StringBuilder();
    for (String each : Arrays.asList(content.split(NEXT))) {
      String script = each.split(THEN, 2)[0];
      written.append(written.isEmpty() ? "" : NEXT).append(script).append(THEN);
      written.append(found(engine, script));
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(text, written);
    }
    assertThat(written).hasToString(content);
  }

  private static String found(Engine engine, String script) {
    var reading = new PendingReading(engine);
    add(reading, engine, script, true);
    var out = new StringBuilder();
    for (PendingConstraint each : reading.found()) {
      var constraint = each.constraint();
      out.append(constraint.kind()).append(" of ").append(constraint.table()).append(' ');
      out.append(constraint.name().isEmpty() ? "" : constraint.name() + " ");
      out.append("at ").append(constraint.place()).append(": ").append(constraint.text());
      out.append('\n');
      each.probe().ifPresent(probe -> probe(probe, out));
      out.append(each.because().isEmpty() ? "" : "  ! " + each.because() + "\n");
    }
    return out.toString();
  }

  private static void probe(Probe probe, StringBuilder out) {
    probe
        .doubts()
        .forEach(
            doubt ->
                out.append("  ? ")
                    .append(doubt.sql())
                    .append("\n    : ")
                    .append(doubt.because())
                    .append('\n'));
    Probe whole = probe;
    if (probe.parentKey().isPresent()) {
      out.append("  ? ").append(probe.parentKey().get()).append("\n    : (the parent's key)\n");
      whole = probe.withParentKey(List.of("id"));
    }
    out.append("  ").append(whole.sql()).append('\n');
  }

  private static void add(PendingReading reading, Engine engine, String script, boolean atomic) {
    StatementSplitter.of(
            new StringReader(script), SqlDialect.of(engine), SourcePosition.of("V1.sql"))
        .forEachRemaining(statement -> reading.add(statement, "V1.sql", atomic));
  }
}
