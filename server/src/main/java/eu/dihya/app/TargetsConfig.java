package eu.dihya.app;

import eu.dihya.tenants.AllowedHosts;
import java.nio.file.Path;
import java.util.List;

/**
 * Where targets may be.
 *
 * @param sqlitePaths absolute; directories for SQLite files beside the workspace
 */
public record TargetsConfig(AllowedHosts allowedHosts, List<Path> sqlitePaths) {
  public TargetsConfig {
    sqlitePaths = List.copyOf(sqlitePaths);
  }
}
