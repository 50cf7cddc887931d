package eu.dihya.app;

import eu.dihya.tenants.HostRules;
import java.nio.file.Path;
import java.util.List;

/**
 * Where targets may be.
 *
 * @param hosts the database hosts, and which secrets they may be sent
 * @param sqlitePaths absolute; directories for SQLite files beside the workspace
 */
public record TargetsConfig(HostRules hosts, List<Path> sqlitePaths) {
  public TargetsConfig {
    sqlitePaths = List.copyOf(sqlitePaths);
  }
}
