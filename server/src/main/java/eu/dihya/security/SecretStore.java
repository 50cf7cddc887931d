package eu.dihya.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sealed secrets in the control store. Thread-safe. */
public interface SecretStore {
  Optional<Kept> find(String name);

  /** All, by name. */
  List<Kept> all();

  /**
   * A secret with its history.
   *
   * @param createdBy id of the principal who set it first
   * @param updatedBy id of the principal who set it last; wrapping its key anew is no update
   */
  record Kept(
      SealedSecret secret,
      Instant createdAt,
      String createdBy,
      Instant updatedAt,
      String updatedBy) {
    /** The same secret as somebody has set it now. */
    public Kept changed(SealedSecret to, Instant at, String by) {
      return new Kept(to, createdAt, createdBy, at, by);
    }

    /** The same secret with its key wrapped anew. */
    public Kept wrapped(SealedSecret anew) {
      return new Kept(anew, createdAt, createdBy, updatedAt, updatedBy);
    }
  }
}
