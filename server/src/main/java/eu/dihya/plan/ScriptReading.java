package eu.dihya.plan;

import eu.dihya.base.Engine;
import eu.dihya.base.Problem;
import eu.dihya.base.SourcePosition;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.Section;
import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Classified;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.StatementClass;
import eu.dihya.engine.Undecided;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One direction of a file, read statement by statement; a script of any length is read through. */
final class ScriptReading {
  private static final int LISTED = 200;
  private static final int SHOWN = 120;

  private final PlanStep step;
  private final Capabilities capabilities;
  private final Undecided policy;
  private final Map<StatementClass, Integer> counts = new EnumMap<>(StatementClass.class);
  private final List<PlannedScript.Line> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private ScriptReading(PlanStep step, Capabilities capabilities, Undecided policy) {
    this.step = step;
    this.capabilities = capabilities;
    this.policy = policy;
  }

  static ScriptReading of(
      PlanStep step,
      Catalog catalog,
      Dialect dialect,
      Capabilities capabilities,
      Undecided policy) {
    var reading = new ScriptReading(step, capabilities, policy);
    Engine engine = capabilities.engine();
    Section section = section(step, catalog, engine);
    try (SectionReader statements = catalog.asWritten(section, engine)) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        reading.add(
            statement,
            section
                .program()
                .map(Classified::declared)
                .orElseGet(() -> dialect.classify(statement, step.atomic(), capabilities)));
      }
    }
    return reading;
  }

  PlannedScript script() {
    return new PlannedScript(
        step.file(),
        step.direction(),
        capabilities.engine(),
        capabilities.version(),
        capabilities.rights(),
        counts,
        lines);
  }

  /** The statements that must not run under the policy, each with the way out. */
  List<Problem> problems() {
    return problems;
  }

  private static Section section(PlanStep step, Catalog catalog, Engine engine) {
    MigrationFile file =
        catalog
            .find(step.stream(), step.version())
            .flatMap(migration -> migration.fileFor(engine))
            .orElseThrow();
    return step.direction() == Direction.UP ? file.up() : file.down().orElseThrow();
  }

  private void add(Statement statement, Classified classified) {
    SourcePosition position = statement.position(step.file());
    boolean goesOn = !lines.isEmpty() && lines.getLast().position().equals(position.toString());
    if (goesOn) {
      // The rows of one COPY come as several statements.
      return;
    }
    counts.merge(classified.statementClass(), 1, Integer::sum);
    if (lines.size() < LISTED || classified.statementClass() == StatementClass.ASK) {
      lines.add(
          new PlannedScript.Line(
              statement.number(),
              position.toString(),
              StatementText.oneLine(statement.sql(), capabilities.engine(), SHOWN),
              classified.statementClass(),
              classified.because()));
    }
    if (!classified.runsUnder(policy)) {
      problems.add(new Problem(position, refusal(classified)));
    }
  }

  private String refusal(Classified classified) {
    if (classified.accepts().isEmpty()) {
      return "this statement cannot be run: " + classified.because() + "; " + classified.wayOut();
    }
    String choice =
        new TreeSet<>(classified.accepts())
            .stream().map(Undecided::code).collect(Collectors.joining(", "));
    return "nobody could tell after a crash whether this took effect: "
        + classified.because()
        + ". "
        + capitalised(classified.wayOut())
        + ". Or choose beforehand what is done then: undecided: "
        + choice
        + (policy == Undecided.REFUSE ? "" : " (not " + policy.code() + ")");
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
