package eu.dihya.change.expect;

/** What can be said beforehand of the shapes that a step leaves. */
public sealed interface Expectation {
  /** All of them. */
  record Known(StepKey key, ExpectedHashes hashes) implements Expectation {}

  /** Nothing, but what the first tenant is seen to have is worth keeping for the others. */
  record FirstToTell(StepKey key, String because) implements Expectation {}

  /** Nothing. */
  record Unknown(String because) implements Expectation {}
}
