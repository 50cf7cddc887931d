package eu.dihya.plan;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.MigrationVersion;
import eu.dihya.catalog.Section;
import java.util.Comparator;

/**
 * One migration on one tenant.
 *
 * @param version as the history holds it
 * @param file the variant for the tenant's engine, as messages name it
 * @param rawChecksum of that file when the plan was made; a file that has changed since is refused
 * @param atomic whether it shares one transaction with its history row
 */
public record PlanStep(
    String stream,
    String version,
    String migration,
    Direction direction,
    String file,
    String rawChecksum,
    boolean atomic) {
  /** The step that applies a migration by one of its files, or undoes it. */
  public static PlanStep of(
      Migration migration, MigrationFile file, Direction direction, Engine engine) {
    boolean transactional =
        direction == Direction.UP
            ? file.up().transactional()
            : file.down().map(Section::transactional).orElse(true);
    return new PlanStep(
        migration.stream(),
        migration.historyVersion(),
        migration.name(),
        direction,
        file.displayName(),
        file.rawChecksum(),
        engine.hasTransactionalDdl() && transactional);
  }

  /** By version; repeatable ones last, by name. */
  static final Comparator<PlanStep> BY_VERSION =
      Comparator.comparing((PlanStep step) -> !MigrationVersion.isVersion(step.version()))
          .thenComparing(
              (left, right) ->
                  MigrationVersion.isVersion(left.version())
                          && MigrationVersion.isVersion(right.version())
                      ? MigrationVersion.of(left.version())
                          .compareTo(MigrationVersion.of(right.version()))
                      : left.migration().compareTo(right.migration()));
}
