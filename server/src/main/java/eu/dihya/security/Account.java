package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's account, without what it signs in with.
 *
 * @param id random; the only thing of a person that goes into histories, reports and the audit
 * @param name for signing in; compared without regard to case
 * @param tenants ids of those that it is for; empty for all, but not for a role of tenants
 */
public record Account(
    String id,
    String name,
    Role role,
    List<String> tenants,
    boolean suspended,
    Instant createdAt,
    @Nullable Instant lastSignIn) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{1,63}");

  public Account {
    tenants = List.copyOf(tenants);
  }

  /**
   * A new account.
   *
   * @throws DihyaException USAGE for a name that nobody can have
   */
  static Account of(String name, Role role, List<String> tenants, Instant now) {
    if (!NAME.matcher(name).matches()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "a name has 2 to 64 letters, digits and . _ - @ +, and begins with a letter or a digit");
    }
    return new Account("p-" + Tokens.shortId(), name, role, tenants, false, now, null);
  }

  /** The tenants that its owner may know of. */
  public TenantScope scope() {
    return tenants.isEmpty() && !role.ofTenants()
        ? TenantScope.everything()
        : TenantScope.only(tenants);
  }

  public Principal principal(String signIn) {
    return new Principal(id, name, role, signIn, scope());
  }

  Account withRole(Role newRole, List<String> newTenants) {
    return new Account(id, name, newRole, newTenants, suspended, createdAt, lastSignIn);
  }

  Account suspended(boolean now) {
    return new Account(id, name, role, tenants, now, createdAt, lastSignIn);
  }

  Account signedIn(Instant now) {
    return new Account(id, name, role, tenants, suspended, createdAt, now);
  }
}
