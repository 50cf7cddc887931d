package eu.dihya.change.expect;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.PlaceholderDigest;
import eu.dihya.catalog.Section;
import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.Direction;
import eu.dihya.plan.PlanStep;
import eu.dihya.sql.Placeholders;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names what decides on shapes. Of the values that a file is filled with only those count that
 * stand in a statement which shapes the schema: a row with a tenant's currency leaves every schema
 * alike. Thread-safe; knows each file once.
 */
final class StepKeys {
  private final Map<FileKey, Set<String>> shaping = new ConcurrentHashMap<>();

  private record FileKey(Engine engine, String rawChecksum, Direction direction) {}

  /** The key of a step that finds this shape. */
  StepKey key(Chain chain, PlanStep step, String before) {
    return new StepKey(
        chain.engine(),
        chain.server(),
        before,
        step.rawChecksum(),
        step.direction(),
        file(chain, step.stream(), step.version())
            .map(file -> digest(chain, file, step.direction()))
            .orElse(""));
  }

  /** Equal for tenants that one scratch serves. */
  String chain(Chain chain) {
    List<String> parts =
        new ArrayList<>(List.of(chain.engine().code(), chain.server(), chain.shapeBefore()));
    for (HistoryRow row : chain.applied()) {
      parts.add(row.stream() + "/" + row.version() + "/" + row.kind().code());
      parts.add(row.rawChecksum());
      parts.add(
          file(chain, row.stream(), row.version())
              .map(file -> digest(chain, file, Direction.UP))
              .orElse(""));
    }
    chain.steps().forEach(step -> parts.add(key(chain, step, "").digest()));
    return StepKey.sha256(parts);
  }

  private static Optional<MigrationFile> file(Chain chain, String stream, String version) {
    Optional<Migration> migration = chain.catalog().find(stream, version);
    return migration.flatMap(found -> found.fileFor(chain.engine()));
  }

  private String digest(Chain chain, MigrationFile file, Direction direction) {
    Set<String> names =
        shaping.computeIfAbsent(
            new FileKey(chain.engine(), file.rawChecksum(), direction),
            key ->
                (direction == Direction.UP ? Optional.of(file.up()) : file.down())
                    .map(section -> names(chain, section))
                    .orElse(Set.of()));
    return PlaceholderDigest.of(names, chain.tenant().placeholderValues());
  }

  private static Set<String> names(Chain chain, Section section) {
    SqlDialect dialect = SqlDialect.of(chain.engine());
    Set<String> names = new HashSet<>();
    try (SectionReader statements = chain.catalog().asWritten(section, chain.engine())) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        if (!(ScratchRules.of(statement, chain.engine()) instanceof ScratchEffect.Skip)) {
          Placeholders.uses(statement, dialect, section.displayName())
              .forEach(use -> names.add(use.name()));
        }
      }
    }
    return Set.copyOf(names);
  }
}
