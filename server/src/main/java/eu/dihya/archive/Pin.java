package eu.dihya.archive;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whether an archive is on the configured IPFS node.
 *
 * @param state how far it is
 * @param reason why it is not there, in words; empty when it is
 */
public record Pin(State state, String reason) {
  /** The states of a pin. */
  public enum State {
    /** Only local, and meant to be. */
    @JsonProperty("local")
    LOCAL,
    /** It will be pinned; the node was not reached yet. */
    @JsonProperty("pin-pending")
    PENDING,
    /** The node keeps it. */
    @JsonProperty("pinned")
    PINNED,
    /** The node answered and refused; somebody must look. */
    @JsonProperty("pin-failed")
    FAILED
  }

  static Pin local(String reason) {
    return new Pin(State.LOCAL, reason);
  }

  static Pin pending(String reason) {
    return new Pin(State.PENDING, reason);
  }

  static Pin pinned() {
    return new Pin(State.PINNED, "");
  }

  static Pin failed(String reason) {
    return new Pin(State.FAILED, reason);
  }
}
