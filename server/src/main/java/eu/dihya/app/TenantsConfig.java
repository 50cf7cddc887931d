package eu.dihya.app;

import java.nio.file.Path;

/** The registry files; {@code path} is absolute. */
public record TenantsConfig(Path path) {
  public TenantsConfig {
    Checks.holds(path.isAbsolute(), "tenants.path must be absolute here");
  }
}
