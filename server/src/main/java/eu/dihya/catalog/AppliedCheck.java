package eu.dihya.catalog;

import eu.dihya.base.Engine;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a tenant's history against the catalogue. Immutable but for the catalogue's memory of
 * checksums.
 */
public final class AppliedCheck {
  private static final SourcePosition HISTORY = SourcePosition.of("schema history");

  private final Catalog catalog;
  private final Map<Key, Migration> migrations = new LinkedHashMap<>();
  private final Engine engine;
  private final OutOfOrder outOfOrder;

  /** A stream, and a version or the text of a repeatable one. */
  private record Key(String stream, Object name) {
    static Key of(Migration migration) {
      return new Key(
          migration.stream(),
          migration.version().<Object>map(version -> version).orElse(migration.historyVersion()));
    }

    static Key of(AppliedMigration row) {
      boolean version = MigrationVersion.isVersion(row.version());
      return new Key(row.stream(), version ? MigrationVersion.of(row.version()) : row.version());
    }
  }

  private AppliedCheck(
      Catalog catalog, List<Migration> migrations, Engine engine, OutOfOrder outOfOrder) {
    this.catalog = catalog;
    migrations.forEach(migration -> this.migrations.put(Key.of(migration), migration));
    this.engine = engine;
    this.outOfOrder = outOfOrder;
  }

  /** The check for tenants of a sector on an engine. */
  public static AppliedCheck of(
      Catalog catalog, String sector, Engine engine, OutOfOrder outOfOrder) {
    return new AppliedCheck(catalog, catalog.forTenant(sector), engine, outOfOrder);
  }

  /**
   * @param applied what is applied now: one entry a version, what was undone left out, of a
   *     repeatable one the last run
   */
  public AppliedReport check(List<AppliedMigration> applied) {
    Problems refusals = new Problems();
    Problems notes = new Problems();
    Map<Key, AppliedMigration> rows = new HashMap<>();
    Map<String, MigrationVersion> baselines = new HashMap<>();
    for (AppliedMigration row : applied) {
      rows.put(Key.of(row), row);
      if (row.baseline()) {
        baselines.merge(row.stream(), MigrationVersion.of(row.version()), AppliedCheck::higher);
      } else {
        Optional.ofNullable(migrations.get(Key.of(row)))
            .ifPresentOrElse(
                migration -> compare(migration, row, refusals, notes),
                () -> unknown(row, refusals, notes));
      }
    }
    List<Migration> pending = new ArrayList<>();
    migrations.forEach(
        (key, migration) -> {
          if (isPending(migration, Optional.ofNullable(rows.get(key)), baselines)) {
            pending.add(migration);
          }
        });
    refuseLate(pending, highest(applied), refusals);
    return new AppliedReport(refusals.list(), notes.list(), pending);
  }

  private void compare(
      Migration migration, AppliedMigration row, Problems refusals, Problems notes) {
    Optional<MigrationFile> file = migration.fileFor(engine);
    if (file.isEmpty()) {
      refusals.add(
          SourcePosition.of(migration.variants().getFirst().displayName()),
          "version "
              + row.version()
              + " was applied, and has no file for "
              + engine.code()
              + " any more; restore it");
      return;
    }
    SourcePosition position = SourcePosition.of(file.get().displayName());
    String tokens = catalog.summary(file.get(), engine).tokenChecksum();
    if (!migration.repeatable() && !tokens.equals(row.tokenChecksum())) {
      refusals.add(
          position,
          "was changed after version "
              + row.version()
              + " was applied: the history recorded checksum "
              + row.tokenChecksum()
              + ", the file has "
              + tokens
              + ". Restore the file, and write what it should do as a new migration");
    } else if (tokens.equals(row.tokenChecksum())
        && !file.get().rawChecksum().equals(row.rawChecksum())) {
      notes.add(position, "differs from what was applied in comments or blanks only");
    }
  }

  private static void unknown(AppliedMigration row, Problems refusals, Problems notes) {
    if (!MigrationVersion.isVersion(row.version())) {
      notes.add(
          HISTORY,
          row.stream() + " " + row.version() + " was applied, and the catalogue no longer has it");
      return;
    }
    refusals.add(
        HISTORY,
        "version "
            + row.version()
            + " of "
            + row.stream()
            + " is applied, and the catalogue does not have it; restore its file, or use the"
            + " workspace it came from");
  }

  private boolean isPending(
      Migration migration,
      Optional<AppliedMigration> row,
      Map<String, MigrationVersion> baselines) {
    if (migration.repeatable()) {
      return row.isEmpty() || !row.get().tokenChecksum().equals(currentChecksum(migration));
    }
    MigrationVersion baseline = baselines.get(migration.stream());
    boolean before =
        baseline != null
            && migration.version().filter(version -> version.compareTo(baseline) <= 0).isPresent();
    return row.isEmpty() && !before;
  }

  private String currentChecksum(Migration migration) {
    return migration
        .fileFor(engine)
        .map(file -> catalog.summary(file, engine).tokenChecksum())
        .orElse("");
  }

  private void refuseLate(
      List<Migration> pending, Map<String, MigrationVersion> highest, Problems refusals) {
    for (Migration migration : pending) {
      MigrationVersion last = highest.get(migration.stream());
      boolean late =
          last != null
              && migration.version().filter(version -> version.compareTo(last) < 0).isPresent();
      if (late && !outOfOrder.allows(migration.stream())) {
        String file =
            migration.fileFor(engine).orElse(migration.variants().getFirst()).displayName();
        refusals.add(
            SourcePosition.of(file),
            "version "
                + migration.historyVersion()
                + " is not applied, but the higher version "
                + last
                + " is. Give it a new version, or set migrations.outOfOrder to allow for the stream"
                + " "
                + migration.stream());
      }
    }
  }

  private static Map<String, MigrationVersion> highest(List<AppliedMigration> applied) {
    Map<String, MigrationVersion> highest = new HashMap<>();
    for (AppliedMigration row : applied) {
      if (MigrationVersion.isVersion(row.version())) {
        highest.merge(row.stream(), MigrationVersion.of(row.version()), AppliedCheck::higher);
      }
    }
    return highest;
  }

  private static MigrationVersion higher(MigrationVersion left, MigrationVersion right) {
    return left.compareTo(right) >= 0 ? left : right;
  }
}
