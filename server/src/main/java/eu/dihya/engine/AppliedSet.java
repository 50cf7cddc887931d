package eu.dihya.engine;

import eu.dihya.catalog.MigrationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is applied to a target now, as its history says: {@code up} and {@code baseline} add a
 * version, {@code down} takes it away, and of a repeatable migration the last row counts. Pure and
 * immutable.
 */
public final class AppliedSet {
  /** Versions are compared as lists of integers; a repeatable migration by its whole name. */
  private record Key(String stream, Object version) {
    static Key of(String stream, String version) {
      return new Key(
          stream, MigrationVersion.isVersion(version) ? MigrationVersion.of(version) : version);
    }
  }

  private final Map<Key, HistoryRow> applied;
  private final Optional<String> lastShape;

  private AppliedSet(Map<Key, HistoryRow> applied, Optional<String> lastShape) {
    this.applied = applied;
    this.lastShape = lastShape;
  }

  /** Reads a history whose rows stand in the order in which they were written. */
  public static AppliedSet of(List<HistoryRow> rows) {
    var applied = new LinkedHashMap<Key, HistoryRow>();
    for (HistoryRow row : rows) {
      Key key = Key.of(row.stream(), row.version());
      applied.remove(key);
      switch (row.kind()) {
        case UP, BASELINE, REPEATABLE -> applied.put(key, row);
        case DOWN -> {}
      }
    }
    Optional<String> shape =
        rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getLast().shapeAfter());
    return new AppliedSet(applied, shape);
  }

  public boolean contains(String stream, String version) {
    return find(stream, version).isPresent();
  }

  /** The row by which a version, or {@code R:description}, is applied. */
  public Optional<HistoryRow> find(String stream, String version) {
    return Optional.ofNullable(applied.get(Key.of(stream, version)));
  }

  /** The rows that count in a stream, in the order in which they were written. */
  public List<HistoryRow> rows(String stream) {
    return applied.values().stream().filter(row -> row.stream().equals(stream)).toList();
  }

  /** All rows that count, in the order in which they were written. */
  public List<HistoryRow> rows() {
    return List.copyOf(applied.values());
  }

  /** The streams of which something is applied. */
  public Set<String> streams() {
    return applied.values().stream()
        .map(HistoryRow::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The highest version that is applied in a stream. */
  public Optional<MigrationVersion> highest(String stream) {
    return applied.keySet().stream()
        .filter(key -> key.stream().equals(stream))
        .map(Key::version)
        .filter(MigrationVersion.class::isInstance)
        .map(MigrationVersion.class::cast)
        .max(MigrationVersion::compareTo);
  }

  /**
   * The shape that the last row of all left; empty when there is none or it could not be observed.
   */
  public Optional<String> lastShape() {
    return lastShape;
  }
}
