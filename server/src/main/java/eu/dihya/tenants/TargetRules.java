package eu.dihya.tenants;

import eu.dihya.base.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where targets may be. They are asked when a tenant is registered and again when a connection is
 * made, because links and rules change. Immutable.
 *
 * @param workspace absolute; what paths of SQLite are relative to
 * @param hosts the database hosts, and which secrets they may be sent
 * @param sqlitePaths absolute; directories for SQLite files beside the workspace
 * @param own absolute; what the product keeps for itself, and is never a target
 */
public record TargetRules(Path workspace, HostRules hosts, List<Path> sqlitePaths, List<Path> own) {
  public TargetRules {
    workspace = workspace.toAbsolutePath().normalize();
    sqlitePaths = List.copyOf(sqlitePaths);
    own = List.copyOf(own);
  }

  /** Any host, and SQLite files in the workspace. */
  public static TargetRules of(Path workspace) {
    Path own = workspace.toAbsolutePath().normalize().resolve(".dihya");
    return new TargetRules(workspace, HostRules.ANY, List.of(), List.of(own));
  }

  /** Why this may be no target; empty when it may, as far as is known without looking a name up. */
  public Optional<String> objection(Target target) {
    return target.engine() == Engine.SQLITE
        ? places().objection(Path.of(target.database()))
        : hosts.objection(target);
  }

  private SqlitePlaces places() {
    List<Path> directories = new ArrayList<>(List.of(workspace));
    directories.addAll(sqlitePaths);
    return new SqlitePlaces(own, directories);
  }
}
