package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.AccountStore.Kept;
import java.time.Clock;
import java.util.List;

/**
 * What one person may change about another's account. Nobody changes their own role, and nobody
 * touches or makes an account that may do what they may not themselves. Decides, and writes
 * nothing. Thread-safe.
 */
public final class People {
  private final SetUps setUps;
  private final Clock clock;

  public People(SetUps setUps, Clock clock) {
    this.setUps = setUps;
    this.clock = clock;
  }

  /**
   * A new account, with the link that sets it up.
   *
   * @throws DihyaException USAGE for the name, NOT_ALLOWED for the role
   */
  public SetUps.Invited invite(String name, Role role, List<String> tenants, Principal by) {
    Account account = Account.of(name.strip(), role, tenants, clock.instant());
    refuseUnlessCovered(account, by);
    refuseWithoutTenants(account);
    return setUps.invite(new Kept(account, Credentials.NONE, 0));
  }

  /**
   * The account with nothing to sign in with but a new link.
   *
   * @throws DihyaException NOT_ALLOWED; CONFLICT for one of the identity provider
   */
  public SetUps.Invited inviteAnew(Kept kept, Principal by) {
    refuseOwn(kept, by);
    refuseUnlessCovered(kept.account(), by);
    refuseElsewhere(kept, "has no password here; help them there");
    return setUps.invite(kept);
  }

  /**
   * @throws DihyaException NOT_ALLOWED; CONFLICT for one of the identity provider
   */
  public Kept withRole(Kept kept, Role role, List<String> tenants, Principal by) {
    refuseOwn(kept, by);
    refuseUnlessCovered(kept.account(), by);
    refuseElsewhere(kept, "has the role that their groups there give; change the groups");
    Account changed = kept.account().withRole(role, tenants);
    refuseUnlessCovered(changed, by);
    refuseWithoutTenants(changed);
    return kept.with(changed);
  }

  /**
   * @throws DihyaException NOT_ALLOWED
   */
  public Kept suspended(Kept kept, boolean now, Principal by) {
    refuseOwn(kept, by);
    refuseUnlessCovered(kept.account(), by);
    return kept.with(kept.account().suspended(now));
  }

  private static void refuseOwn(Kept kept, Principal by) {
    if (kept.account().id().equals(by.id())) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED, "nobody does this to their own account; ask somebody else");
    }
  }

  private static void refuseElsewhere(Kept kept, String why) {
    if (kept.credentials().elsewhere()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          kept.account().name() + " signs in through the identity provider and " + why);
    }
  }

  private static void refuseWithoutTenants(Account account) {
    if (account.role().ofTenants() && account.tenants().isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "the role %s is for certain tenants; say which".formatted(account.role().code()));
    }
  }

  private static void refuseUnlessCovered(Account account, Principal by) {
    Role role = account.role();
    if (by.signIn().equals(Principal.API_TOKEN)) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED, "a token makes and changes no accounts; sign in yourself");
    }
    if (!by.role().covers(role) || !by.scope().covers(account.scope())) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          ("the role %s, with its tenants, may do what your own, %s, may not; nobody gives or takes"
                  + " what they do not have")
              .formatted(role.code(), by.role().code()));
    }
  }
}
