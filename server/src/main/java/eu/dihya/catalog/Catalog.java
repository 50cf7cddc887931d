package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problem;
import eu.dihya.base.Problems;
import eu.dihya.base.Suggestions;
import eu.dihya.sql.SqlDialect;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The migrations of a workspace as they were when it was read. Thread-safe. */
public final class Catalog {
  private final Convention convention;
  private final List<Migration> migrations;
  private final Map<Reading, SqlSummary> summaries = new ConcurrentHashMap<>();

  private record Reading(MigrationFile file, SqlDialect dialect) {}

  Catalog(Convention convention, List<Migration> migrations) {
    this.convention = convention;
    this.migrations = List.copyOf(migrations);
  }

  public Convention convention() {
    return convention;
  }

  /**
   * All of them by version, the common stream first where versions are equal, repeatable ones last.
   */
  public List<Migration> migrations() {
    return migrations;
  }

  /** What a tenant of the sector gets, in the order in which it gets it. */
  public List<Migration> forTenant(String sector) {
    return migrations.stream()
        .filter(
            migration ->
                migration.stream().equals(Migration.COMMON) || migration.stream().equals(sector))
        .toList();
  }

  public Optional<Migration> find(String stream, MigrationVersion version) {
    return migrations.stream()
        .filter(migration -> migration.stream().equals(stream))
        .filter(migration -> migration.version().filter(version::equals).isPresent())
        .findFirst();
  }

  /** The same by the text of the history's version column, which also names repeatable ones. */
  public Optional<Migration> find(String stream, String historyVersion) {
    return migrations.stream()
        .filter(migration -> migration.stream().equals(stream) && migration.isNamed(historyVersion))
        .findFirst();
  }

  /** All migrations as a release. */
  public Release release() {
    return Release.of(migrations);
  }

  /**
   * The migrations up to a version, that version included. Repeatable ones are left out, because
   * they may need what comes later.
   *
   * @throws DihyaException NOT_FOUND when no migration has the version
   */
  public Release release(MigrationVersion upTo) {
    if (migrations.stream()
        .noneMatch(migration -> migration.version().filter(upTo::equals).isPresent())) {
      Set<String> known = new LinkedHashSet<>();
      migrations.forEach(
          migration -> migration.version().ifPresent(version -> known.add(version.toString())));
      throw new DihyaException(
          ErrorCode.NOT_FOUND,
          "there is no migration of version " + upTo + Suggestions.hint(upTo.toString(), known));
    }
    return Release.of(
        migrations.stream()
            .filter(
                migration ->
                    migration.version().filter(version -> version.compareTo(upTo) <= 0).isPresent())
            .toList());
  }

  /**
   * The statements of one of this catalogue's sections, with the tenant's values in the place of
   * placeholders.
   */
  public SectionReader open(Section section, Engine engine, Map<String, String> values) {
    return SectionReader.open(section, convention, SqlDialect.of(engine), values);
  }

  /** The same as they are written. */
  public SectionReader asWritten(Section section, Engine engine) {
    return SectionReader.asWritten(section, convention, SqlDialect.of(engine));
  }

  /**
   * What the file says in the engine's dialect; read when it is first asked for, then remembered.
   *
   * @throws DihyaException CATALOG with the problems when it cannot be read as SQL of that dialect
   */
  public SqlSummary summary(MigrationFile file, Engine engine) {
    Reading reading = new Reading(file, SqlDialect.of(engine));
    SqlSummary known = summaries.get(reading);
    if (known != null) {
      return known;
    }
    Problems problems = new Problems();
    SqlSummary summary = SqlReading.of(file, convention, reading.dialect(), problems);
    problems.throwIfAny(ErrorCode.CATALOG);
    summaries.put(reading, summary);
    return summary;
  }

  /**
   * Reads each file in the dialects of the engines that it serves, so that all problems are known
   * at once.
   */
  void readSql(Set<Engine> engines, Problems problems) {
    for (Migration migration : migrations) {
      Set<Reading> readings = new LinkedHashSet<>();
      for (MigrationFile file : migration.variants()) {
        file.engine().ifPresent(engine -> readings.add(new Reading(file, SqlDialect.of(engine))));
      }
      for (Engine engine : engines) {
        migration
            .fileFor(engine)
            .ifPresent(file -> readings.add(new Reading(file, SqlDialect.of(engine))));
      }
      for (Reading reading : readings) {
        read(reading, problems);
      }
    }
  }

  private void read(Reading reading, Problems problems) {
    Problems own = new Problems();
    SqlSummary summary = SqlReading.of(reading.file(), convention, reading.dialect(), own);
    if (own.isEmpty()) {
      summaries.put(reading, summary);
    }
    for (Problem problem : own.list()) {
      if (!problems.list().contains(problem)) {
        problems.add(problem);
      }
    }
  }

  /**
   * Reads the bytes of a file again; to be called before its statements are run.
   *
   * @throws DihyaException CATALOG when they are not those that the catalogue was read from
   */
  public void requireUnchanged(MigrationFile file) {
    FileFreshness.require(file);
  }
}
