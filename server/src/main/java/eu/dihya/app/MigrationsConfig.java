package eu.dihya.app;

import eu.dihya.catalog.OutOfOrder;
import java.nio.file.Path;

/** The catalogue; {@code path} is absolute. */
public record MigrationsConfig(Path path, OutOfOrder outOfOrder) {
  public MigrationsConfig {
    Checks.holds(path.isAbsolute(), "migrations.path must be absolute here");
  }
}
