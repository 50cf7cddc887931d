package eu.dihya.change.apply;

import eu.dihya.change.expect.ExpectedHashes;
import eu.dihya.change.expect.ExpectedShapeStore;
import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.change.expect.StepKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Expected shapes in memory. */
final class MemoryShapes implements ExpectedShapeStore {
  final Map<StepKey, ExpectedShapes> kept = new ConcurrentHashMap<>();

  @Override
  public Optional<ExpectedHashes> hashes(StepKey key) {
    return shapes(key).map(ExpectedShapes::hashes);
  }

  @Override
  public Optional<ExpectedShapes> shapes(StepKey key) {
    return Optional.ofNullable(kept.get(key));
  }

  @Override
  public void save(StepKey key, ExpectedShapes shapes) {
    kept.putIfAbsent(key, shapes);
  }
}
