package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.AccountStore.Kept;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who comes with a name and a password, and shows a second factor where the account has one. An
 * unknown name, a wrong password and a wrong code are refused alike, and take as long. Decides, and
 * changes nothing but the count of tries. Thread-safe.
 */
public final class PasswordSignIn {
  private final AccountStore accounts;
  private final PasswordHashing passwords;
  private final SecondFactor second;
  private final Attempts attempts;
  private final Clock clock;

  public PasswordSignIn(
      AccountStore accounts,
      PasswordHashing passwords,
      SecondFactor second,
      Attempts attempts,
      Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.second = second;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Somebody who has shown who they are.
   *
   * @param changed to be written before it counts, so that no code is good twice
   * @param signIn how
   * @param full whether their role needs nothing else
   */
  public record Shown(Kept changed, String signIn, boolean full) {}

  /**
   * @throws DihyaException NOT_SIGNED_IN, SECOND_FACTOR when the password is right and the code is
   *     missing, TOO_MANY
   */
  public Shown signIn(String name, String password, String code, String address) {
    Optional<Kept> found = accounts.named(name);
    return attempt(
        name,
        address,
        () -> {
          if (!passwordIs(found, password)) {
            throw wrong();
          }
          Kept kept = found.orElseThrow();
          Shown shown = second(kept, code);
          return new Shown(
              shown.changed().with(kept.account().signedIn(clock.instant())),
              shown.signIn(),
              shown.full());
        });
  }

  /**
   * Shows again who somebody is that has signed in: with a code, or with the password where there
   * is no second factor.
   *
   * @throws DihyaException NOT_ALLOWED, also for who can only show it at the identity provider;
   *     TOO_MANY
   */
  public Shown again(Kept kept, String password, String code, String address) {
    if (kept.credentials().authenticator() == null) {
      if (kept.credentials().elsewhere()) {
        throw new DihyaException(
            ErrorCode.NOT_ALLOWED,
            "this account signs in through the identity provider; show there again who you are");
      }
      confirm(kept, password, address);
      return plain(kept);
    }
    return attempt(
        kept.account().id() + " code",
        address,
        () ->
            second
                .use(kept, code)
                .map(used -> shown(kept, used))
                .orElseThrow(
                    () ->
                        new DihyaException(
                            ErrorCode.NOT_ALLOWED, "the code is not right, or was used before")));
  }

  /**
   * Returns when the password is the account's.
   *
   * @throws DihyaException NOT_ALLOWED, TOO_MANY
   */
  public void confirm(Kept kept, String password, String address) {
    attempt(
        kept.account().id() + " password",
        address,
        () -> {
          if (!passwordIs(Optional.of(kept), password)) {
            throw new DihyaException(ErrorCode.NOT_ALLOWED, "the password is not right");
          }
          return true;
        });
  }

  /**
   * Makes a check whose failures are counted, and slowed down.
   *
   * @param what is guessed at: a name, or an id and a part of its account, so that nobody from
   *     outside makes who has signed in wait
   * @throws DihyaException TOO_MANY, and what the check throws
   */
  public <T> T attempt(String what, String address, Supplier<T> check) {
    attempts.begin(what, address);
    try {
      T right = check.get();
      attempts.succeeded(what);
      return right;
    } catch (DihyaException e) {
      switch (e.code()) {
        case NOT_SIGNED_IN, NOT_ALLOWED -> attempts.failed(address);
        case TOO_MANY -> attempts.takeBack(what);
        default -> {
          // The password was right, and more is wanted; or it is no matter of right and wrong.
        }
      }
      throw e;
    }
  }

  private boolean passwordIs(Optional<Kept> found, String password) {
    @Nullable String hash =
        found
            .filter(kept -> !kept.account().suspended())
            .map(kept -> kept.credentials().passwordHash())
            .orElse(null);
    if (hash == null) {
      passwords.matchNobody(password);
      return false;
    }
    return passwords.matches(password, hash);
  }

  private Shown second(Kept kept, String code) {
    if (kept.credentials().authenticator() == null) {
      return plain(kept);
    }
    if (code.isBlank()) {
      throw new DihyaException(
          ErrorCode.SECOND_FACTOR,
          "this account has a second factor; send the authenticator's code, or a recovery code,"
              + " too");
    }
    return second.use(kept, code).map(used -> shown(kept, used)).orElseThrow(PasswordSignIn::wrong);
  }

  private static Shown plain(Kept kept) {
    boolean full =
        kept.credentials().authenticator() != null || !kept.account().role().needsSecondFactor();
    return new Shown(kept, "password", full);
  }

  private static Shown shown(Kept kept, SecondFactor.Used used) {
    return new Shown(kept.with(used.left()), used.signIn(), true);
  }

  private static DihyaException wrong() {
    return new DihyaException(
        ErrorCode.NOT_SIGNED_IN, "the name, the password or the code is not right");
  }
}
