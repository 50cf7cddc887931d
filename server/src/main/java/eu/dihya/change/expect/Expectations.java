package eu.dihya.change.expect;

import java.util.Optional;

/** Knows the shapes that steps should leave. Thread-safe. */
public interface Expectations {
  /** Expects nothing of anything. */
  static Expectations none(String because) {
    return new Expectations() {
      @Override
      public Expectation next(Chain chain) {
        return new Expectation.Unknown(because);
      }

      @Override
      public Optional<ExpectedShapes> shapes(StepKey key) {
        return Optional.empty();
      }

      @Override
      public void reached(StepKey key, ExpectedShapes shapes) {}
    };
  }

  /**
   * What the first step of the chain should leave. May make a scratch database, and waits when
   * another tenant has one made for the same chain. Never throws for what goes wrong there.
   */
  Expectation next(Chain chain);

  /** The whole schemas of a step of which the hashes are known. */
  Optional<ExpectedShapes> shapes(StepKey key);

  /** A tenant has got there and was observed; for steps of which no scratch can tell. */
  void reached(StepKey key, ExpectedShapes shapes);
}
