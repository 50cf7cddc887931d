package eu.dihya.rollout;

/**
 * Is told what changes, for the live page, the metrics and what follows the end of a rollout. Must
 * return at once.
 */
public interface RolloutFeed {
  /** The rollout itself changed: state, wave, plan. */
  default void rolloutChanged(String rollout) {}

  /** One tenant's run changed. */
  default void runChanged(String rollout, String tenant) {}

  default void logged(String rollout, String tenant, LogLine line) {}

  /** The rollout has come to its end; called again when it ends once more after a retry. */
  default void ended(String rollout) {}

  /** A person has closed the report of a rollout that has ended. */
  default void signedOff(String rollout) {}
}
