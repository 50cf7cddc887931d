package eu.dihya.change.expect;

import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Direction;
import eu.dihya.plan.PlanStep;
import eu.dihya.scratch.Leftovers;
import eu.dihya.scratch.ScratchDatabase;
import eu.dihya.tenants.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a chain to an empty scratch database beside its tenant's target: first all that the
 * tenant has, then the steps, looking at the shape. Rows are never written there. Thread-safe.
 */
final class ScratchReplay {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchReplay.class);

  private final TargetConnector connector;
  private final Leftovers leftovers;
  private final StepKeys keys;

  ScratchReplay(TargetConnector connector, Leftovers leftovers, StepKeys keys) {
    this.connector = connector;
    this.leftovers = leftovers;
    this.keys = keys;
  }

  Replayed replay(Chain chain) {
    List<Script> history = new ArrayList<>();
    for (HistoryRow row : chain.applied()) {
      Optional<Script> script = Script.of(chain, row);
      if (row.kind() == HistoryRow.Kind.BASELINE || script.isEmpty()) {
        return Replayed.nothing(
            "what version %s of %s did is not known".formatted(row.version(), row.stream()));
      }
      Optional<String> unknown = script.get().unknown();
      if (unknown.isPresent()) {
        return Replayed.nothing(unknown.get());
      }
      history.add(script.get());
    }
    List<PlanStep> steps = new ArrayList<>();
    Optional<String> end = foreseeable(chain, steps);
    return steps.isEmpty()
        ? Replayed.nothing(end.orElse(""))
        : onScratch(chain, history, steps, end);
  }

  /** Adds the steps up to the first of which nothing can be told, and says why not. */
  private static Optional<String> foreseeable(Chain chain, List<PlanStep> steps) {
    for (PlanStep step : chain.steps()) {
      Optional<String> unknown =
          step.direction() == Direction.DOWN
              ? Optional.of("steps down are not tried beforehand")
              : Script.of(chain, step).unknown();
      if (unknown.isPresent()) {
        return unknown;
      }
      steps.add(step);
    }
    return Optional.empty();
  }

  private Replayed onScratch(
      Chain chain, List<Script> history, List<PlanStep> steps, Optional<String> end) {
    long begun = System.nanoTime();
    leftovers.sweep(chain.tenant().target());
    ScratchDatabase scratch;
    try {
      scratch = new ScratchDatabase(connector, chain.tenant().target());
    } catch (SqlFailure e) {
      return Replayed.nothing("no scratch database could be made: " + e.text(), cause(e));
    }
    try {
      return on(scratch.target(), chain, history, steps, end);
    } finally {
      drop(scratch);
      LOG.info(
          "a scratch database on {} was asked what {} migrations give, for {} ms",
          chain.tenant().target().server(),
          steps.size(),
          (System.nanoTime() - begun) / 1_000_000);
    }
  }

  /** The session that has the lock keeps others from dropping the scratch as left behind. */
  private Replayed on(
      Target scratch,
      Chain chain,
      List<Script> history,
      List<PlanStep> steps,
      Optional<String> end) {
    EngineDriver driver = connector.driver(chain.engine());
    List<Replayed.Found> found = new ArrayList<>();
    try (Session past = connector.open(scratch)) {
      past.lock(connector.options().lock());
      ScratchRun before = new ScratchRun(driver, past, scratch);
      history.forEach(before::run);
      try (Session session = connector.open(scratch)) {
        ScratchRun run = new ScratchRun(driver, session, scratch);
        Shape shape = run.shape();
        if (!shape.hash().equals(chain.shapeBefore())) {
          return Replayed.nothing("its migrations alone do not give the schema that it has");
        }
        if (!ScratchExpectations.server(session, driver, scratch).equals(chain.server())) {
          return Replayed.nothing("a new database has other defaults than this one");
        }
        for (PlanStep step : steps) {
          List<Shape> after = run.shapes(Script.of(chain, step), shape);
          found.add(
              new Replayed.Found(
                  keys.key(chain, step, shape.hash()),
                  new ExpectedShapes(ExpectedShapes.Source.SCRATCH, shape, after)));
          shape = after.isEmpty() ? shape : after.getLast();
        }
      }
      return new Replayed(found, end.map(because -> Replayed.Missing.untellable(because)));
    } catch (ScratchRun.Refused e) {
      return new Replayed(
          found,
          Optional.of(new Replayed.Missing(String.valueOf(e.getMessage()), cause(e.failure()))));
    } catch (SqlFailure e) {
      return new Replayed(
          found,
          Optional.of(new Replayed.Missing("a scratch database failed: " + e.text(), cause(e))));
    }
  }

  private static Replayed.Cause cause(SqlFailure failure) {
    if (failure.kind() == SqlFailure.Kind.PRIVILEGE) {
      return Replayed.Cause.NOT_ALLOWED;
    }
    return failure.kind().isTransient() ? Replayed.Cause.BROKEN : Replayed.Cause.UNTELLABLE;
  }

  private static void drop(ScratchDatabase scratch) {
    try {
      scratch.close();
    } catch (SqlFailure e) {
      LOG.warn("the scratch database {} stays behind: {}", scratch.target().address(), e.text());
    }
  }
}
