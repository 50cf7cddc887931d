package eu.dihya.change.apply;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.Section;
import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.Direction;
import eu.dihya.plan.PlanStep;

/** A step with the file that it stands for, checked to be the one that was planned. */
public record ResolvedStep(
    PlanStep plan, Migration migration, MigrationFile file, Section section) {
  /**
   * Finds the file of a step.
   *
   * @throws DihyaException CATALOG when it is missing or is not what the plan was made from
   */
  public static ResolvedStep of(PlanStep step, Catalog catalog, Engine engine) {
    Migration migration =
        catalog
            .find(step.stream(), step.version())
            .orElseThrow(() -> changed(step, "is no longer there"));
    MigrationFile file =
        migration.fileFor(engine).orElseThrow(() -> changed(step, "is no longer there"));
    if (!file.rawChecksum().equals(step.rawChecksum())) {
      throw changed(step, "was changed after the plan was made");
    }
    catalog.requireUnchanged(file);
    Section section =
        step.direction() == Direction.UP
            ? file.up()
            : file.down().orElseThrow(() -> changed(step, "has no down section any more"));
    return new ResolvedStep(step, migration, file, section);
  }

  HistoryRow.Kind kind() {
    if (plan.direction() == Direction.DOWN) {
      return HistoryRow.Kind.DOWN;
    }
    return migration.repeatable() ? HistoryRow.Kind.REPEATABLE : HistoryRow.Kind.UP;
  }

  private static DihyaException changed(PlanStep step, String what) {
    return new DihyaException(
        ErrorCode.CATALOG,
        step.file()
            + " "
            + what
            + "; make a new plan, or take the change in with 'dihya rollout retry --amend'");
  }
}
