package eu.dihya.app;

import eu.dihya.catalog.OutOfOrder;
import eu.dihya.change.scripts.ProgramRunner;
import java.nio.file.Path;

/**
 * The catalogue.
 *
 * @param path absolute
 * @param scripts whether migrations may be programs
 * @param scriptLimits of each of them
 */
public record MigrationsConfig(
    Path path, OutOfOrder outOfOrder, boolean scripts, ProgramRunner.Limits scriptLimits) {
  public MigrationsConfig {
    Checks.holds(path.isAbsolute(), "migrations.path must be absolute here");
  }
}
