package eu.dihya.security;

import eu.dihya.security.Credentials.Authenticator;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Authenticators and recovery codes of accounts: decides, and changes nothing. Thread-safe. */
public final class SecondFactor {
  private final Totp totp = new Totp();
  private final Seal seal;
  private final Clock clock;

  public SecondFactor(Seal seal, Clock clock) {
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * A code that was right.
   *
   * @param left what the account has once the code is used up
   */
  public record Used(Credentials left, String signIn) {}

  /** A new authenticator, with its secret, which is told once. */
  public record Begun(Credentials credentials, String secret) {}

  /** Whether a code is right: the authenticator's, or one for recovery. */
  public Optional<Used> use(AccountStore.Kept kept, String code) {
    Credentials credentials = kept.credentials();
    Authenticator authenticator = credentials.authenticator();
    if (authenticator == null) {
      return Optional.empty();
    }
    OptionalLong step =
        step(kept.account(), authenticator.sealed(), code, authenticator.lastStep());
    if (step.isPresent()) {
      var used = new Authenticator(authenticator.sealed(), step.getAsLong());
      return Optional.of(new Used(credentials.withAuthenticator(used), "second-factor"));
    }
    return RecoveryCodes.find(code, credentials.recovery())
        .map(hash -> new Used(credentials.withoutRecovery(hash), "recovery-code"));
  }

  /** Begins to enrol an authenticator; one that the account has stays good meanwhile. */
  public Begun begin(AccountStore.Kept kept) {
    String secret = Totp.newSecret();
    String sealed = seal.seal(secret, use(kept.account()));
    return new Begun(kept.credentials().withPending(sealed), secret);
  }

  /** The account with its new authenticator; empty when the code is not of it. */
  public Optional<Credentials> confirm(AccountStore.Kept kept, String code) {
    @Nullable String pending = kept.credentials().pending();
    if (pending == null) {
      return Optional.empty();
    }
    OptionalLong step = step(kept.account(), pending, code, 0);
    return step.isEmpty()
        ? Optional.empty()
        : Optional.of(
            kept.credentials()
                .withAuthenticator(new Authenticator(pending, step.getAsLong()))
                .withPending(null));
  }

  private OptionalLong step(Account account, String sealed, String code, long lastStep) {
    return totp.step(seal.open(sealed, use(account)), code, clock.instant(), lastStep);
  }

  private static String use(Account account) {
    return "authenticator of " + account.id();
  }
}
