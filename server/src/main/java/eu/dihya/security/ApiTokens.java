package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Durations;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Tokens for programs, {@code dihya_<id>_<secret>}: each has a role, ends by itself, and can be
 * revoked. The text is shown once; kept is a hash. Thread-safe.
 */
public final class ApiTokens {
  /** No token lives longer. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final String PREFIX = "dihya";
  private static final int LONGEST_NAME = 100;

  private final ApiTokenStore store;
  private final AccountStore makers;
  private final Clock clock;

  /**
   * @param makers accounts of those who made tokens; who is not among them came without one
   */
  public ApiTokens(ApiTokenStore store, AccountStore makers, Clock clock) {
    this.store = store;
    this.makers = makers;
    this.clock = clock;
  }

  /**
   * A new token, with its text, which nobody can find out afterwards.
   *
   * @param kept to be written to the store
   */
  public record Issued(String text, ApiTokenStore.Kept kept) {}

  /** What a token is good for, and with which tenants. */
  public record Rights(Role role, TenantScope scope) {}

  /**
   * Makes a token; it is not good before it was written to the store.
   *
   * @throws DihyaException NOT_ALLOWED when the maker may not do what the token may, or is a token;
   *     USAGE for a name or a time that cannot be
   */
  public Issued issue(String name, Rights rights, Duration life, Principal by) {
    refuseUnlessGivable(rights, by);
    String shown = name.strip();
    if (shown.isEmpty()
        || shown.length() > LONGEST_NAME
        || shown.chars().anyMatch(Character::isISOControl)) {
      throw new DihyaException(
          ErrorCode.USAGE, "a token's name has 1 to " + LONGEST_NAME + " characters, in one line");
    }
    if (life.isZero() || life.compareTo(LONGEST) > 0) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "a token lives for at most " + Durations.format(LONGEST) + ", and not for nothing");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String id = Tokens.shortId();
    String secret = Tokens.random();
    ApiToken token =
        new ApiToken(id, shown, rights.role(), rights.scope(), by.id(), now, now.plus(life), null);
    return new Issued(
        PREFIX + "_" + id + "_" + secret, new ApiTokenStore.Kept(token, Tokens.hash(secret)));
  }

  /**
   * Whose token it is; empty when it is unknown, expired or revoked, or when who made it may no
   * longer do what it may.
   */
  public Optional<Principal> principal(String text) {
    String[] parts = text.split("_", 3);
    if (parts.length != 3 || !parts[0].equals(PREFIX)) {
      return Optional.empty();
    }
    byte[] hash = Tokens.hash(parts[2]).getBytes(StandardCharsets.US_ASCII);
    Instant now = clock.instant();
    return store
        .find(parts[1])
        .filter(
            kept ->
                MessageDigest.isEqual(kept.secretHash().getBytes(StandardCharsets.US_ASCII), hash))
        .map(ApiTokenStore.Kept::token)
        .filter(token -> token.good(now))
        .filter(this::coveredByItsMaker)
        .map(ApiToken::principal);
  }

  private boolean coveredByItsMaker(ApiToken token) {
    return makers
        .find(token.createdBy())
        .map(AccountStore.Kept::account)
        .map(
            maker ->
                !maker.suspended()
                    && maker.role().covers(token.role())
                    && maker.scope().covers(token.scope()))
        .orElse(true);
  }

  /** What was revoked must not live on in a token that it made. */
  private static void refuseUnlessGivable(Rights rights, Principal by) {
    if (by.signIn().equals(Principal.API_TOKEN)) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED, "a token makes no tokens; sign in yourself to make one");
    }
    if (!by.role().covers(rights.role())) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          "the role %s may do what your own, %s, may not; nobody gives away what they do not have"
              .formatted(rights.role().code(), by.role().code()));
    }
    if (!by.scope().covers(rights.scope())) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          "the token would have tenants that you do not have; nobody gives away what they do not"
              + " have");
    }
    if (rights.role().ofTenants() && rights.scope().whole()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "the role " + rights.role().code() + " is for certain tenants; name them with --tenants");
    }
  }
}
