package eu.dihya.plan;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.HistoryRow;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workspace in a temporary directory, and tenants with histories that fit it. */
final class Fleet {
  static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final String HEADER = "-- Purpose: x\n-- Impact: x\n-- Rollback: x\n";
  private final Path workspace;

  Fleet(Path workspace) {
    this.workspace = workspace;
  }

  /**
   * Writes {@code migrations/<path>} with an up section and, unless {@code down} is empty, a down
   * section.
   */
  Fleet file(String path, String up, String down) throws IOException {
    Path file = workspace.resolve("migrations").resolve(path);
    Files.createDirectories(file.getParent());
    String undo = down.isEmpty() ? "" : "-- migrate:down\n" + down + "\n";
    Files.writeString(file, HEADER + "-- migrate:up\n" + up + "\n" + undo);
    return this;
  }

  Catalog load() {
    return CatalogLoader.load(
        workspace, workspace.resolve("migrations"), EnumSet.allOf(Engine.class));
  }

  static Tenant tenant(String id, String sector, Engine engine) {
    Target target =
        engine == Engine.SQLITE
            ? new Target(
                engine, "", 0, "/data/" + id + ".db", Optional.empty(), Optional.empty(), false)
            : new Target(engine, "db1", 1000, id, Optional.empty(), Optional.empty(), false);
    return new Tenant(
        id,
        id,
        sector,
        "eu",
        "UTC",
        "production",
        TenantState.ACTIVE,
        target,
        Map.of("tier", id.startsWith("c") ? "canary" : "plain"),
        Map.of());
  }

  /** A tenant with these versions of its streams applied, as the files are now. */
  static Candidate candidate(Catalog catalog, Tenant tenant, String... applied) {
    List<HistoryRow> rows = new ArrayList<>();
    for (String version : applied) {
      for (Migration migration : catalog.forTenant(tenant.sector())) {
        if (migration.isNamed(version)) {
          rows.add(row(catalog, migration, tenant.target().engine(), HistoryRow.Kind.UP));
        }
      }
    }
    return seen(tenant, rows, "shape", false);
  }

  static Candidate seen(Tenant tenant, List<HistoryRow> rows, String shape, boolean halfway) {
    return new Candidate(
        tenant,
        Optional.of(
            Observation.Seen.by(
                new Capabilities(tenant.target().engine(), "15", "", Set.of(), 0),
                NOW,
                rows,
                shape,
                halfway)),
        Optional.empty());
  }

  static HistoryRow row(Catalog catalog, Migration migration, Engine engine, HistoryRow.Kind kind) {
    MigrationFile file = migration.fileFor(engine).orElseThrow();
    return new HistoryRow(
        1,
        migration.stream(),
        migration.historyVersion(),
        migration.description(),
        kind,
        file.rawChecksum(),
        catalog.summary(file, engine).tokenChecksum(),
        "digest",
        "release",
        "R-0001",
        "shape",
        1,
        "u-1",
        "0.1",
        NOW,
        NOW,
        null);
  }
}
