package eu.dihya.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account signs in with; none of it is a secret in clear.
 *
 * @param passwordHash null before the account was set up
 * @param authenticator null without a second factor
 * @param pending the sealed secret of an authenticator that has not been confirmed
 * @param recovery hashes of the recovery codes that are left
 * @param setUp the link that sets the account up; null when there is none
 * @param identity the {@link Identity#key()} of who signs in through the identity provider; null
 *     for a local account
 */
public record Credentials(
    @Nullable String passwordHash,
    @Nullable Instant passwordSince,
    @Nullable Authenticator authenticator,
    @Nullable String pending,
    List<String> recovery,
    @Nullable SetUp setUp,
    @Nullable String identity) {
  public static final Credentials NONE =
      new Credentials(null, null, null, null, List.of(), null, null);

  public Credentials {
    recovery = List.copyOf(recovery);
  }

  /**
   * A second factor.
   *
   * @param sealed its secret
   * @param lastStep of the last code that was taken; none before it is good any more
   */
  public record Authenticator(String sealed, long lastStep) {}

  /** Kept of a set-up link. */
  public record SetUp(String tokenHash, Instant until) {}

  /** What somebody has who signs in through the identity provider. */
  static Credentials of(Identity identity) {
    return new Credentials(null, null, null, null, List.of(), null, identity.key());
  }

  /** Whether its owner signs in through the identity provider, and has no password here. */
  public boolean elsewhere() {
    return identity != null;
  }

  Credentials withPassword(String hash, Instant now) {
    return new Credentials(hash, now, authenticator, pending, recovery, null, identity);
  }

  Credentials withAuthenticator(Authenticator other) {
    return new Credentials(passwordHash, passwordSince, other, pending, recovery, setUp, identity);
  }

  Credentials withPending(@Nullable String sealed) {
    return new Credentials(
        passwordHash, passwordSince, authenticator, sealed, recovery, setUp, identity);
  }

  /** Recovery codes instead of those that were left, by their hashes. */
  public Credentials withNewRecovery(List<String> hashes) {
    return new Credentials(
        passwordHash, passwordSince, authenticator, pending, hashes, setUp, identity);
  }

  Credentials withoutRecovery(String used) {
    return withNewRecovery(recovery.stream().filter(hash -> !hash.equals(used)).toList());
  }
}
