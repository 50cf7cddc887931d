package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One-time links, browser sessions, the token of the command line and those of programs. Tokens are
 * kept as hashes. A link is good for one use within half an hour; a session ends after half an hour
 * without use, and after twelve hours in any case. Thread-safe.
 */
public final class SignIns {
  private static final Duration LINK = Duration.ofMinutes(30);
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration ABSOLUTE = Duration.ofHours(12);
  private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(1);

  private final SessionStore sessions;
  private final ApiTokens apiTokens;
  private final Clock clock;
  private final Map<String, Instant> links = new ConcurrentHashMap<>();
  private final Map<String, Principal> bearers = new ConcurrentHashMap<>();

  public SignIns(SessionStore sessions, ApiTokens apiTokens, Clock clock) {
    this.sessions = sessions;
    this.apiTokens = apiTokens;
    this.clock = clock;
  }

  /** A token for a link that signs the administrator in once. */
  public String newLink() {
    String token = Tokens.random();
    links.put(Tokens.hash(token), clock.instant().plus(LINK));
    return token;
  }

  /**
   * A token that a command line on this machine sends with each call, good as long as this process
   * lives.
   */
  public String newBearer() {
    String token = Tokens.random();
    bearers.put(Tokens.hash(token), Principal.LOCAL_CLI);
    return token;
  }

  /**
   * Uses a link up and opens a session.
   *
   * @throws DihyaException NOT_SIGNED_IN when the link was used or is too old
   */
  public Opened open(String linkToken) {
    Instant now = clock.instant();
    Instant until = links.remove(Tokens.hash(linkToken));
    if (until == null || until.isBefore(now)) {
      throw new DihyaException(
          ErrorCode.NOT_SIGNED_IN,
          "this link was used before or is older than 30 minutes; start the server again, it prints"
              + " a new one");
    }
    sessions.removeOlder(now.minus(ABSOLUTE), now.minus(IDLE));
    String token = Tokens.random();
    Principal principal =
        new Principal(
            "local-admin", "administrator", Role.PLATFORM_ADMIN, "link", TenantScope.everything());
    sessions.save(new SessionStore.SignedIn(Tokens.hash(token), principal, now, now));
    return new Opened(token, principal);
  }

  /** Whose session it is. */
  public Optional<Principal> session(String token) {
    Instant now = clock.instant();
    Optional<SessionStore.SignedIn> found =
        sessions
            .find(Tokens.hash(token))
            .filter(
                session ->
                    session.began().plus(ABSOLUTE).isAfter(now)
                        && session.used().plus(IDLE).isAfter(now));
    found
        .filter(session -> session.used().plus(NOTE_USE_EVERY).isBefore(now))
        .ifPresent(
            session ->
                sessions.save(
                    new SessionStore.SignedIn(
                        session.tokenHash(), session.principal(), session.began(), now)));
    return found.map(SessionStore.SignedIn::principal);
  }

  /** Whose token it is: the command line's, or a program's. */
  public Optional<Principal> bearer(String token) {
    return Optional.ofNullable(bearers.get(Tokens.hash(token)))
        .or(() -> apiTokens.principal(token));
  }

  public void close(String token) {
    sessions.remove(Tokens.hash(token));
  }

  /** A session that was opened, with the token for its cookie. */
  public record Opened(String token, Principal principal) {}
}
