package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.SessionStore.Origin;
import eu.dihya.security.SessionStore.Proof;
import eu.dihya.security.SessionStore.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sessions of browsers. A session ends after half an hour without use, and after twelve hours in
 * any case. Its token has 256 random bits; kept is a hash. Thread-safe.
 */
public final class Sessions {
  /** How long what was shown is fresh enough for what needs a step-up. */
  public static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration ABSOLUTE = Duration.ofHours(12);
  private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Clock clock;

  public Sessions(SessionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A session that was opened or renewed, with the token for its cookie. */
  public record Opened(String token, SignedIn session) {}

  /** Opens a session without an account. */
  Opened open(Principal principal, Origin origin) {
    Instant now = clock.instant();
    String token = Tokens.random();
    return opened(
        token,
        new SignedIn(
            Tokens.shortId(),
            Tokens.hash(token),
            principal,
            null,
            new Proof(true, now),
            origin,
            now,
            now));
  }

  /**
   * Opens a session for who has just signed in.
   *
   * @param full whether nothing is left to be enrolled
   */
  public Opened open(Account account, String signIn, boolean full, Origin origin) {
    return open(account, signIn, new Proof(full, clock.instant().plus(FRESH)), origin);
  }

  /** Opens a session for who has shown who they are elsewhere. */
  public Opened open(Account account, String signIn, Proof proof, Origin origin) {
    Instant now = clock.instant();
    String token = Tokens.random();
    return opened(
        token,
        new SignedIn(
            Tokens.shortId(),
            Tokens.hash(token),
            account.principal(signIn),
            account.id(),
            proof,
            origin,
            now,
            now));
  }

  private Opened opened(String token, SignedIn session) {
    Instant now = clock.instant();
    store.removeOlder(now.minus(ABSOLUTE), now.minus(IDLE));
    store.add(session);
    return new Opened(token, session);
  }

  /**
   * The session goes on under another token, fresh again.
   *
   * @throws DihyaException NOT_SIGNED_IN when it has ended meanwhile
   */
  public Opened renew(SignedIn session, String signIn, boolean full) {
    String token = Tokens.random();
    Principal before = session.principal();
    SignedIn renewed =
        session.proven(
            Tokens.hash(token),
            new Principal(before.id(), before.name(), before.role(), signIn, before.scope()),
            new Proof(full, clock.instant().plus(FRESH)));
    if (!store.replace(session.tokenHash(), renewed)) {
      throw new DihyaException(ErrorCode.NOT_SIGNED_IN, "this session has ended; sign in again");
    }
    return new Opened(token, renewed);
  }

  /** The session of a token; empty when there is none, or it has ended. */
  public Optional<SignedIn> find(String token) {
    Instant now = clock.instant();
    Optional<SignedIn> found = store.find(Tokens.hash(token)).filter(session -> good(session, now));
    found
        .filter(session -> session.used().plus(NOTE_USE_EVERY).isBefore(now))
        .ifPresent(session -> store.used(session.tokenHash(), now));
    return found;
  }

  /** Those of an account that have not ended. */
  public List<SignedIn> ofAccount(String account) {
    Instant now = clock.instant();
    return store.ofAccount(account).stream().filter(session -> good(session, now)).toList();
  }

  public void end(SignedIn session) {
    endHashed(session.tokenHash());
  }

  /** Ends the session whose token has this hash, where there is one. */
  public void endHashed(String tokenHash) {
    store.remove(tokenHash);
  }

  /** Whether what its owner has shown is fresh; who has no account cannot show it again. */
  public boolean fresh(SignedIn session) {
    return session.account() == null || session.proof().freshUntil().isAfter(clock.instant());
  }

  private static boolean good(SignedIn session, Instant now) {
    return session.began().plus(ABSOLUTE).isAfter(now) && session.used().plus(IDLE).isAfter(now);
  }
}
