package eu.dihya.change.apply;

import eu.dihya.change.expect.Chain;
import eu.dihya.change.expect.Expectation;
import eu.dihya.change.expect.Expectations;
import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.change.expect.ScratchExpectations;
import eu.dihya.change.expect.StepKey;
import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.Shape;
import eu.dihya.engine.ShapeDifference;
import eu.dihya.plan.PlanStep;
import eu.dihya.rollout.LogLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the shapes of one run against those that were expected. Before each step it asks what to
 * expect; where that is known of the steps behind each other, it looks once, before the last of
 * them is recorded. Where nothing can be expected of a step, nothing is of those after it, unless
 * other tenants can tell, and it looks after each.
 */
final class ShapeCheck {
  private static final int NAMED = 3;

  private final TargetRun run;
  private final Expectations expectations;
  private final List<HistoryRow> rows;
  private final List<ResolvedStep> left;
  private final List<Peer> peers = new ArrayList<>();
  private String shape;
  private @Nullable String server;
  private @Nullable Expectation expectation;
  private @Nullable List<Shape> seen;
  private @Nullable String notVerified;
  private @Nullable Assumed assumed;
  private boolean looked;

  /** A step that was recorded with the shape that it should leave, before anybody looked. */
  private record Assumed(ResolvedStep step, Expectation.Known expectation) {}

  /** What a step led to where other tenants are to tell; kept when the run has been observed. */
  private record Peer(StepKey key, ExpectedShapes shapes) {}

  /**
   * @param rows the target's history
   * @param left the steps to come
   */
  ShapeCheck(
      TargetRun run, Expectations expectations, List<HistoryRow> rows, List<ResolvedStep> left) {
    this.run = run;
    this.expectations = expectations;
    this.rows = new ArrayList<>(rows);
    this.left = new ArrayList<>(left);
    this.shape = AppliedSet.of(rows).lastShape().orElseGet(this::found);
  }

  /** Half-way through its very first migration a target has begun with nothing. */
  private String found() {
    return run.journalled().isEmpty() ? run.shape() : new Shape(new TreeMap<>()).hash();
  }

  /** Why the run ends without knowing that the schema is as it should be; empty when it knows. */
  Optional<String> notVerified() {
    return Optional.ofNullable(notVerified);
  }

  /**
   * Asks what to expect of the next step.
   *
   * @param journalled what earlier attempts wrote of it: an expectation that is not theirs is not
   *     ours
   */
  void begin(Collection<JournalEntry> journalled) {
    seen = null;
    if (!(expectation instanceof Expectation.Unknown)) {
      expectation = agreed(expectations.next(chain()), journalled);
    }
    if (!(expectation instanceof Expectation.Known)) {
      lookAtAssumed();
    }
    switch (expectation) {
      case Expectation.Known ignored -> {}
      case Expectation.FirstToTell first -> {
        unverified(first.because());
        seen = journalled.isEmpty() ? beginning() : null;
      }
      case Expectation.Unknown unknown -> unverified(unknown.because());
    }
  }

  /** Hash of the shape that a part of the step, from 1, should leave; null when nobody knows. */
  @Nullable String expected(int part) {
    return expectation instanceof Expectation.Known known
        ? known.hashes().after(part).orElse(null)
        : null;
  }

  /**
   * Hash of the shape that a part of the step, from 1, should find; empty unless it is known to
   * leave another one.
   */
  Optional<String> tellingBefore(int part) {
    Optional<String> after = Optional.ofNullable(expected(part));
    return Optional.ofNullable(part == 1 ? shape : expected(part - 1))
        .filter(before -> after.filter(hash -> !hash.equals(before)).isPresent());
  }

  /** The schemas before and after a part of the step, when they are known. */
  Optional<ExpectedShapes> expectedShapes() {
    return expectation instanceof Expectation.Known known
        ? expectations.shapes(known.key())
        : Optional.empty();
  }

  /** A part of a journalled step took effect. */
  void passed() {
    List<Shape> shapes = seen;
    if (shapes != null) {
      shapes.add(run.schema());
    }
  }

  /**
   * The whole step took effect. The last one is looked at, and so is each of which it is not known
   * what it should leave; of the others the shape that is expected is taken for the one that is
   * there, until the next look.
   *
   * @return the hash for the history row
   * @throws UnexpectedShape when the schema is not the expected one
   */
  String after(ResolvedStep step) {
    if (expectation instanceof Expectation.Known known && left.size() > 1) {
      assumed = new Assumed(step, known);
      looked = false;
      return passed(step, known.hashes().last());
    }
    Shape found = run.schema();
    if (expectation instanceof Expectation.Known known) {
      hold(step, known, found);
    }
    assumed = null;
    looked = true;
    keep(found);
    return passed(step, found.hash());
  }

  /** The shape that the last step left, when it was looked at before it was recorded. */
  Optional<String> seenLast() {
    return looked ? Optional.of(shape) : Optional.empty();
  }

  private String passed(ResolvedStep step, String hash) {
    shape = hash;
    rows.add(run.row(step, hash));
    left.removeFirst();
    return hash;
  }

  private void lookAtAssumed() {
    Assumed last = assumed;
    if (last != null) {
      assumed = null;
      hold(last.step(), last.expectation(), run.schema());
    }
  }

  private void hold(ResolvedStep step, Expectation.Known known, Shape found) {
    if (!known.hashes().last().equals(found.hash())) {
      throw new UnexpectedShape(step, difference(known, found));
    }
  }

  /** The run was observed to be done: what it led to is what others may expect. */
  void observed() {
    peers.forEach(peer -> expectations.reached(peer.key(), peer.shapes()));
  }

  private String difference(Expectation.Known known, Shape found) {
    return expectations
        .shapes(known.key())
        .map(shapes -> ShapeDifference.between(shapes.after().getLast(), found, NAMED).names())
        .orElse("its shape is " + found.hash());
  }

  private Chain chain() {
    if (server == null) {
      server = ScratchExpectations.server(run.session(), run.driver(), run.tenant().target());
    }
    List<PlanStep> steps = left.stream().map(ResolvedStep::plan).toList();
    return new Chain(run.tenant(), run.catalog(), server, AppliedSet.of(rows).rows(), shape, steps);
  }

  private static Expectation agreed(Expectation found, Collection<JournalEntry> journalled) {
    boolean agreed =
        !(found instanceof Expectation.Known known)
            || journalled.stream()
                .allMatch(
                    entry ->
                        known
                            .hashes()
                            .after(entry.statement())
                            .filter(hash -> hash.equals(entry.shapeExpected()))
                            .isPresent());
    return agreed
        ? found
        : new Expectation.Unknown("an earlier attempt began without knowing what to expect");
  }

  private void unverified(String because) {
    if (notVerified == null) {
      notVerified = because;
      run.listener().log(LogLevel.WARN, "shape not verified: " + because);
    }
  }

  private @Nullable List<Shape> beginning() {
    Shape before = run.schema();
    return before.hash().equals(shape) ? new ArrayList<>(List.of(before)) : null;
  }

  private void keep(Shape last) {
    List<Shape> shapes = seen;
    if (shapes != null && expectation instanceof Expectation.FirstToTell first) {
      if (shapes.size() == 1) {
        shapes.add(last);
      }
      peers.add(
          new Peer(
              first.key(),
              new ExpectedShapes(
                  ExpectedShapes.Source.PEER,
                  shapes.getFirst(),
                  shapes.subList(1, shapes.size()))));
    }
  }
}
