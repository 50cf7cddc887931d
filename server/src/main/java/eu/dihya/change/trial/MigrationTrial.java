package eu.dihya.change.trial;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.Program;
import eu.dihya.change.apply.StepByStep;
import eu.dihya.change.trial.MigrationTests.Name;
import eu.dihya.change.trial.MigrationTests.Step;
import eu.dihya.engine.Shape;
import eu.dihya.plan.Direction;
import eu.dihya.rollout.RunError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One migration on one scratch database: up, verify, down to the shape from before, up again to the
 * shape it gave. A program that declares that it may be run again is.
 */
final class MigrationTrial {
  private static final int NAMED = 5;

  private final StepByStep scratch;
  private final Engine engine;
  private final Migration migration;
  private final List<Step> steps = new ArrayList<>();
  private boolean applied;

  MigrationTrial(StepByStep scratch, Engine engine, Migration migration) {
    this.scratch = scratch;
    this.engine = engine;
    this.migration = migration;
  }

  /**
   * Whether the migration is applied to the scratch at the end, so that the next one can be tried.
   */
  boolean applied() {
    return applied;
  }

  MigrationTests.Result notTried(String because) {
    steps.add(Step.failed(Name.UP, 0, because));
    return result();
  }

  MigrationTests.Result run() {
    Optional<MigrationFile> file = migration.fileFor(engine);
    if (file.isEmpty()) {
      return notTried(
          "there is no file for "
              + engine.code()
              + "; add a variant, or a file without an engine in its name");
    }
    Shape before = scratch.shape();
    applied = up(file.get());
    if (applied && file.get().down().isPresent()) {
      Shape after = scratch.shape();
      applied = down(file.get(), before) && again(file.get(), after);
    } else if (applied && file.get().program().filter(Program::mayRunAgain).isPresent()) {
      applied = again(file.get(), scratch.shape());
    }
    return result();
  }

  private boolean up(MigrationFile file) {
    StepByStep.Outcome outcome = scratch.carryOut(migration, file, Direction.UP);
    Optional<Long> verify = outcome.verifyMillis();
    if (verify.isEmpty()) {
      steps.add(step(Name.UP, outcome.millis(), outcome.error()));
    } else {
      steps.add(Step.ok(Name.UP, outcome.millis()));
      steps.add(step(Name.VERIFY, verify.get(), outcome.error()));
    }
    return outcome.ok();
  }

  /**
   * Whether the down section ran to its end; a shape that is not the one from before is told, and
   * the next step tried.
   */
  private boolean down(MigrationFile file, Shape before) {
    StepByStep.Outcome outcome = scratch.carryOut(migration, file, Direction.DOWN);
    steps.add(
        outcome.ok()
            ? compared(Name.DOWN, outcome.millis(), before, "before up")
            : step(Name.DOWN, outcome.millis(), outcome.error()));
    return outcome.ok();
  }

  private boolean again(MigrationFile file, Shape after) {
    StepByStep.Outcome outcome = scratch.carryOut(migration, file, Direction.UP);
    long millis = outcome.millis() + outcome.verifyMillis().orElse(0L);
    steps.add(
        outcome.ok()
            ? compared(Name.UP_AGAIN, millis, after, "after the first up")
            : step(Name.UP_AGAIN, millis, outcome.error()));
    return outcome.ok();
  }

  private Step compared(Name name, long millis, Shape expected, String when) {
    Shape found = scratch.shape();
    if (found.equals(expected)) {
      return Step.ok(name, millis);
    }
    var names = new TreeSet<>(expected.objects().keySet());
    names.addAll(found.objects().keySet());
    List<String> different =
        names.stream()
            .filter(
                each ->
                    !Optional.ofNullable(expected.objects().get(each))
                        .equals(Optional.ofNullable(found.objects().get(each))))
            .toList();
    String more = different.size() > NAMED ? " and " + (different.size() - NAMED) + " more" : "";
    return Step.failed(
        name,
        millis,
        "the schema is not as it was "
            + when
            + ": "
            + String.join(", ", different.subList(0, Math.min(NAMED, different.size())))
            + more);
  }

  private static Step step(Name name, long millis, Optional<RunError> error) {
    return error
        .map(found -> Step.failed(name, millis, message(found)))
        .orElseGet(() -> Step.ok(name, millis));
  }

  private static String message(RunError error) {
    return error.position() == null ? error.message() : error.position() + ": " + error.message();
  }

  private MigrationTests.Result result() {
    return MigrationTests.Result.of(
        engine, scratch.serverVersion(), migration.stream(), migration.name(), steps);
  }
}
