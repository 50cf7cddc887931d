package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.AccountStore.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Links that give an account its password: the one on the server's console for the first
 * administrator, good for half an hour, and those of people who were invited, good for a day. Each
 * is used up by setting the account up. Decides, and writes nothing. Thread-safe.
 */
public final class SetUps {
  private static final Duration FIRST = Duration.ofMinutes(30);
  private static final Duration INVITATION = Duration.ofDays(1);

  private final AccountStore accounts;
  private final PasswordHashing passwords;
  private final Clock clock;
  private final PasswordRules rules = new PasswordRules();
  private final Map<String, Instant> first = new ConcurrentHashMap<>();

  public SetUps(AccountStore accounts, PasswordHashing passwords, Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** For whom a link is; no account for the first administrator. */
  public record For(Optional<Kept> account, Role role) {}

  /**
   * A new invitation.
   *
   * @param token of the link, told once
   */
  public record Invited(Kept kept, String token, Instant until) {}

  /** A token for the link of the first administrator; empty when there is an administrator. */
  public Optional<String> newFirst() {
    if (administered()) {
      return Optional.empty();
    }
    String token = Tokens.random();
    first.put(Tokens.hash(token), clock.instant().plus(FIRST));
    return Optional.of(token);
  }

  /** The account with nothing to sign in with but a new link. */
  Invited invite(Kept kept) {
    String token = Tokens.random();
    Instant until = clock.instant().plus(INVITATION);
    var setUp = new Credentials.SetUp(Tokens.hash(token), until);
    return new Invited(
        kept.with(new Credentials(null, null, null, null, List.of(), setUp, null)), token, until);
  }

  /**
   * For whom a link is; it is not used up.
   *
   * @throws DihyaException NOT_FOUND
   */
  public For look(String token) {
    String hash = Tokens.hash(token);
    Instant now = clock.instant();
    Optional<Kept> account =
        accounts
            .ofSetUp(hash)
            .filter(kept -> !kept.account().suspended())
            .filter(kept -> stillGood(kept, now));
    if (account.isPresent()) {
      return new For(account, account.get().account().role());
    }
    Instant until = first.get(hash);
    if (until == null || until.isBefore(now) || administered()) {
      throw new DihyaException(
          ErrorCode.NOT_FOUND, "this link was used before, or is too old; ask for a new one");
    }
    return new For(Optional.empty(), Role.PLATFORM_ADMIN);
  }

  /**
   * The account as it is when the link has been used; revision 0 when it is new.
   *
   * @param name for the first administrator; of no meaning for others
   * @throws DihyaException NOT_FOUND for the link, USAGE for the name or the password
   */
  public Kept use(String token, String name, String password) {
    For meant = look(token);
    Instant now = clock.instant();
    Kept kept =
        meant
            .account()
            .orElseGet(
                () ->
                    new Kept(
                        Account.of(name.strip(), Role.PLATFORM_ADMIN, List.of(), now),
                        Credentials.NONE,
                        0));
    rules.check(password, kept.account().name());
    return kept.with(kept.credentials().withPassword(passwords.hash(password), now))
        .with(kept.account().signedIn(now));
  }

  /**
   * Uses the link of the first administrator up, so that two who use it at once make one account.
   *
   * @param adding makes the account; where it does not, the link stays good
   * @return whether the account was made
   */
  public boolean once(String token, BooleanSupplier adding) {
    String hash = Tokens.hash(token);
    Instant until = first.remove(hash);
    if (until == null) {
      return false;
    }
    boolean added = adding.getAsBoolean();
    if (!added) {
      first.put(hash, until);
    }
    return added;
  }

  /**
   * The account with another password.
   *
   * @throws DihyaException USAGE when it may not be chosen
   */
  public Kept change(Kept kept, String password) {
    rules.check(password, kept.account().name());
    return kept.with(kept.credentials().withPassword(passwords.hash(password), clock.instant()));
  }

  private boolean administered() {
    return accounts.all().stream()
        .anyMatch(
            kept ->
                kept.account().role() == Role.PLATFORM_ADMIN
                    && !kept.account().suspended()
                    && !kept.state().equals("invited"));
  }

  private static boolean stillGood(Kept kept, Instant now) {
    Credentials.SetUp setUp = kept.credentials().setUp();
    return setUp != null && setUp.until().isAfter(now);
  }
}
