package eu.dihya.change.expect;

import java.util.Optional;

/** Expected shapes in the control store. Thread-safe. */
public interface ExpectedShapeStore {
  Optional<ExpectedHashes> hashes(StepKey key);

  /** The whole schemas, for showing a difference. */
  Optional<ExpectedShapes> shapes(StepKey key);

  /** Keeps shapes unless there are some for the key; the oldest make room. */
  void save(StepKey key, ExpectedShapes shapes);
}
