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
 * Who comes without an account: the administrator with a one-time link, the command line of this
 * machine, programs with their tokens. A link is good for one use within half an hour. Thread-safe.
 */
public final class SignIns {
  private static final Duration LINK = Duration.ofMinutes(30);

  private final Sessions sessions;
  private final ApiTokens apiTokens;
  private final Clock clock;
  private final Map<String, Instant> links = new ConcurrentHashMap<>();
  private final Map<String, Principal> bearers = new ConcurrentHashMap<>();

  public SignIns(Sessions sessions, ApiTokens apiTokens, Clock clock) {
    this.sessions = sessions;
    this.apiTokens = apiTokens;
    this.clock = clock;
  }

  /** A token for a link that signs the administrator in once. */
  public String newLink() {
    Instant now = clock.instant();
    links.values().removeIf(until -> until.isBefore(now));
    String token = Tokens.random();
    links.put(Tokens.hash(token), now.plus(LINK));
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
  public Sessions.Opened open(String linkToken, SessionStore.Origin origin) {
    Instant until = links.remove(Tokens.hash(linkToken));
    if (until == null || until.isBefore(clock.instant())) {
      throw new DihyaException(
          ErrorCode.NOT_SIGNED_IN,
          "this link was used before or is older than 30 minutes; dihya login, on the server's"
              + " machine, prints a new one");
    }
    Principal principal =
        new Principal(
            "local-admin", "administrator", Role.PLATFORM_ADMIN, "link", TenantScope.everything());
    return sessions.open(principal, origin);
  }

  /** Whose token it is: the command line's, or a program's. */
  public Optional<Principal> bearer(String token) {
    return Optional.ofNullable(bearers.get(Tokens.hash(token)))
        .or(() -> apiTokens.principal(token));
  }
}
