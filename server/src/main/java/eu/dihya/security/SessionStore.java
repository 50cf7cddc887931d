package eu.dihya.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sign-ins in the control store. Thread-safe. */
public interface SessionStore {
  void add(SignedIn session);

  /** Notes a use; nothing happens when the session has been removed meanwhile. */
  void used(String tokenHash, Instant at);

  /**
   * The session gets another token; the old one is good no longer.
   *
   * @return false when it has ended meanwhile; it stays ended then
   */
  boolean replace(String tokenHash, SignedIn session);

  Optional<SignedIn> find(String tokenHash);

  /** The latest use first. */
  List<SignedIn> ofAccount(String account);

  void remove(String tokenHash);

  /** Removes sessions that began before the one time or were last used before the other. */
  void removeOlder(Instant beganBefore, Instant usedBefore);

  /**
   * Somebody who is signed in with a browser.
   *
   * @param id to name it by; no secret
   * @param account null for who came with a one-time link
   * @param proof what they have shown
   */
  record SignedIn(
      String id,
      String tokenHash,
      Principal principal,
      @Nullable String account,
      Proof proof,
      Origin origin,
      Instant began,
      Instant used) {
    SignedIn proven(String newHash, Principal shown, Proof newProof) {
      return new SignedIn(id, newHash, shown, account, newProof, origin, began, used);
    }
  }

  /**
   * How far somebody has shown who they are.
   *
   * @param full false while their role needs a second factor which they have not enrolled
   * @param freshUntil until when nothing has to be shown again
   */
  record Proof(boolean full, Instant freshUntil) {}

  /** From where a session began. */
  record Origin(String address, String agent) {
    private static final int LONGEST = 200;

    public Origin {
      agent = agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
    }
  }
}
