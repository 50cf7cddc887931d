package eu.dihya.change.expect;

import java.util.List;
import java.util.Optional;

/**
 * What a scratch database told.
 *
 * @param missing why there is no more of it; empty when all steps were told
 */
record Replayed(List<Found> found, Optional<Missing> missing) {
  Replayed {
    found = List.copyOf(found);
  }

  record Found(StepKey key, ExpectedShapes shapes) {}

  /**
   * Why a step was not told.
   *
   * @param cause what follows from it
   */
  record Missing(String because, Cause cause) {
    static Missing untellable(String because) {
      return new Missing(because, Cause.UNTELLABLE);
    }
  }

  /** Kinds of reasons. */
  enum Cause {
    /** No scratch can tell. */
    UNTELLABLE,
    /** No scratch may be made; the first tenant may tell the others. */
    NOT_ALLOWED,
    /** Something broke that may be whole again in a moment. */
    BROKEN
  }

  static Replayed nothing(String because) {
    return nothing(because, Cause.UNTELLABLE);
  }

  static Replayed nothing(String because, Cause cause) {
    return new Replayed(List.of(), Optional.of(new Missing(because, cause)));
  }
}
