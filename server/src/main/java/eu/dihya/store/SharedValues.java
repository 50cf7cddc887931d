package eu.dihya.store;

import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.Observation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Values that are equal in the histories of many tenants, each kept once: versions, checksums,
 * shapes, names of rollouts. What is shared stays; it is as much as there are different ones.
 * Thread-safe.
 */
final class SharedValues {
  private final Map<Object, Object> known = new ConcurrentHashMap<>();

  /** An equal observation. */
  Observation in(Observation observation) {
    return switch (observation) {
      case Observation.Unreachable lost -> lost;
      case Observation.Seen seen ->
          new Observation.Seen(
              seen.at(),
              one(seen.serverVersion()),
              oneOrNull(seen.capabilities()),
              seen.history().stream().map(this::in).toList(),
              oneOrNull(seen.shape()),
              seen.halfway(),
              one(List.copyOf(seen.notices())),
              seen.schemaAt());
    };
  }

  private HistoryRow in(HistoryRow row) {
    return new HistoryRow(
        row.id(),
        one(row.stream()),
        one(row.version()),
        one(row.description()),
        row.kind(),
        one(row.rawChecksum()),
        one(row.tokenChecksum()),
        one(row.placeholderDigest()),
        one(row.release()),
        one(row.rollout()),
        oneOrNull(row.shapeAfter()),
        row.epoch(),
        one(row.actor()),
        one(row.toolVersion()),
        row.startedAt(),
        row.finishedAt(),
        row.head());
  }

  private <T> @Nullable T oneOrNull(@Nullable T value) {
    return value == null ? null : one(value);
  }

  @SuppressWarnings("unchecked")
  private <T> T one(T value) {
    T first = (T) known.putIfAbsent(value, value);
    return first == null ? value : first;
  }
}
