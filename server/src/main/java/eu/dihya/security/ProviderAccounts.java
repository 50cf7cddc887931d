package eu.dihya.security;

import eu.dihya.security.AccountStore.Kept;
import eu.dihya.security.SessionStore.Proof;
import eu.dihya.security.SignInRefused.Why;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which account somebody has whom the identity provider knows. It is found by issuer and subject
 * alone: a local account of the same name or address is somebody else's. Decides, and writes
 * nothing. Thread-safe.
 */
public final class ProviderAccounts {
  private static final int LONGEST_NAME = 64;
  private static final int HASH_SHOWN = 8;

  private final AccountStore accounts;
  private final GroupRoles roles;
  private final boolean secondFactorHere;
  private final Clock clock;

  /**
   * @param secondFactorHere whether a second factor is asked for here, as of local accounts; else
   *     it is the provider's business
   */
  public ProviderAccounts(
      AccountStore accounts, GroupRoles roles, boolean secondFactorHere, Clock clock) {
    this.accounts = accounts;
    this.roles = roles;
    this.secondFactorHere = secondFactorHere;
    this.clock = clock;
  }

  /**
   * Somebody who may come in.
   *
   * @param kept to be written; revision 0 when it is new
   * @param before their role until now; empty when it is the same, or the account is new
   */
  public record Entering(Kept kept, Optional<Role> before) {
    public boolean isNew() {
      return kept.revision() == 0;
    }
  }

  /**
   * The account with the role that the groups give now.
   *
   * @param known the account of this identity, where there is one
   * @throws SignInRefused NO_ROLE, SUSPENDED
   */
  public Entering enter(Identity identity, Optional<Kept> known) {
    Role role =
        roles
            .of(identity.groups())
            .orElseThrow(() -> new SignInRefused(Why.NO_ROLE, "your groups give no role here"));
    Instant now = clock.instant();
    if (known.isEmpty()) {
      Account account = Account.of(freeName(identity), role, List.of(), now).signedIn(now);
      return new Entering(new Kept(account, Credentials.of(identity), 0), Optional.empty());
    }
    Account account = known.get().account();
    if (account.suspended()) {
      throw new SignInRefused(Why.SUSPENDED, "this account is suspended");
    }
    return new Entering(
        known.get().with(account.withRole(role, List.of()).signedIn(now)),
        Optional.of(account.role()).filter(before -> before != role));
  }

  /**
   * What they have shown. It is as fresh as what they showed the provider, which may have been long
   * ago; and where our authenticator is asked for, it has not been shown yet.
   */
  public Proof proof(Kept kept, Identity identity) {
    Instant now = clock.instant();
    Instant fresh =
        identity
            .shownAt()
            .map(at -> (at.isAfter(now) ? now : at).plus(Sessions.FRESH))
            .orElse(Instant.EPOCH);
    if (!secondFactorHere) {
      return new Proof(true, fresh);
    }
    return kept.credentials().authenticator() == null
        ? new Proof(!kept.account().role().needsSecondFactor(), fresh)
        : new Proof(false, Instant.EPOCH);
  }

  private String freeName(Identity identity) {
    String name =
        identity.names().stream()
            .map(ProviderAccounts::cleaned)
            .filter(cleaned -> cleaned.codePointCount(0, cleaned.length()) > 1)
            .findFirst()
            .orElse("person");
    String hash = "-" + identity.key().substring(0, HASH_SHOWN);
    return accounts.named(name).isEmpty() ? name : cut(name, LONGEST_NAME - hash.length()) + hash;
  }

  private static String cleaned(String name) {
    return cut(
        name.replaceAll("[^\\p{L}\\p{N}._@+-]+", "-").replaceAll("^[^\\p{L}\\p{N}]+", ""),
        LONGEST_NAME);
  }

  /** A name's first characters, none of them cut in two. */
  private static String cut(String name, int longest) {
    if (name.length() <= longest) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(longest - 1)) ? longest - 1 : longest;
    return name.substring(0, end);
  }
}
