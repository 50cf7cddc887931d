package eu.dihya.change.apply;

import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.Shape;
import eu.dihya.engine.ShapeDifference;
import eu.dihya.rollout.Evidence;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what a person needs to say whether a statement took effect. */
final class EvidenceForm {
  private static final int TEXT = 2_000;
  private static final int OBJECTS = 20;
  private static final int DEFINITION = 500;

  private final TargetRun run;

  EvidenceForm(TargetRun run) {
    this.run = run;
  }

  Evidence of(ResolvedStep step, Statement statement, String sql, JournalEntry entry) {
    Shape now = run.schema();
    int part = entry.statement();
    Optional<ExpectedShapes> shapes =
        run.check()
            .flatMap(ShapeCheck::expectedShapes)
            .filter(each -> part <= each.after().size())
            .filter(each -> entry.shapeExpected() != null);
    Optional<Shape> before = shapes.map(each -> each.before(part));
    Optional<Shape> expected = shapes.map(each -> each.after().get(part - 1));
    return new Evidence(
        new Evidence.Row(
            entry.run(),
            entry.stream(),
            entry.version(),
            entry.kind().code(),
            part,
            entry.sha256(),
            state(entry)),
        StatementText.lines(sql, run.tenant().target().engine(), TEXT),
        statement.position(step.file().displayName()).toString(),
        entry.at(),
        entry.connection(),
        run.session().alive(entry.connection()),
        new Evidence.Witness(entry.witnessBefore(), run.witness()),
        new Evidence.Shapes(
            before.map(Shape::hash).orElse(null), entry.shapeExpected(), now.hash()),
        before.map(each -> difference(each, now)).orElse(null),
        expected.map(each -> difference(each, now)).orElse(null));
  }

  /** An intent that cannot be settled is marked as undecided. */
  private static String state(JournalEntry entry) {
    return (entry.state() == JournalEntry.State.DONE ? entry.state() : JournalEntry.State.UNDECIDED)
        .code();
  }

  private static ShapeDifference difference(Shape expected, Shape now) {
    ShapeDifference whole = ShapeDifference.between(expected, now, OBJECTS);
    return new ShapeDifference(
        whole.items().stream()
            .map(
                item ->
                    new ShapeDifference.Item(
                        item.object(), shortened(item.expected()), shortened(item.found())))
            .toList(),
        whole.more());
  }

  private static @Nullable String shortened(@Nullable String definition) {
    return definition == null || definition.length() <= DEFINITION
        ? definition
        : definition.substring(0, DEFINITION) + "…";
  }
}
