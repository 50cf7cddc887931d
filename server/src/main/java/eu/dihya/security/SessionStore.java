package eu.dihya.security;

import java.time.Instant;
import java.util.Optional;

/** Sign-ins in the control store. Thread-safe. */
public interface SessionStore {
  void save(SignedIn session);

  Optional<SignedIn> find(String tokenHash);

  void remove(String tokenHash);

  /** Removes sessions that began before the one time or were last used before the other. */
  void removeOlder(Instant beganBefore, Instant usedBefore);

  /** Somebody who is signed in with a browser. */
  record SignedIn(String tokenHash, Principal principal, Instant began, Instant used) {}
}
