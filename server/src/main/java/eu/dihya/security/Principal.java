package eu.dihya.security;

import eu.dihya.base.TenantScope;
import java.util.Objects;

/**
 * Somebody who acts.
 *
 * @param id random and stable; the only thing that goes into histories, reports and the audit
 * @param name for the page
 * @param signIn how they signed in: {@code link}, {@code token}, {@code api-token}, {@code oidc},
 *     {@code policy}
 * @param scope the tenants that they may know of
 */
public record Principal(String id, String name, Role role, String signIn, TenantScope scope) {
  /** How a program signs in that has an {@link ApiToken}. */
  public static final String API_TOKEN = "api-token";

  /** How somebody signs in through the identity provider. */
  public static final String OIDC = "oidc";

  /** How the command line on the server's machine signs in. */
  public static final String LOCAL_TOKEN = "token";

  /** The rules of a rollout, acting by themselves. */
  public static final Principal POLICY =
      new Principal("policy", "policy", Role.SYSTEM, "policy", TenantScope.everything());

  /** The server, finding after a restart what an earlier process left. */
  public static final Principal RECOVERY =
      new Principal("recovery", "recovery", Role.SYSTEM, "policy", TenantScope.everything());

  /** A command line on this machine. */
  public static final Principal LOCAL_CLI =
      new Principal(
          "local-cli", "command line", Role.PLATFORM_ADMIN, LOCAL_TOKEN, TenantScope.everything());

  public Principal {
    // One that an earlier version stored has none, and is taken to know of no tenant.
    scope = Objects.requireNonNullElse(scope, TenantScope.none());
    if (role.ofTenants() && scope.whole()) {
      throw new IllegalArgumentException("the role " + role.code() + " has tenants of its own");
    }
  }

  /**
   * Whether the role allows it; and who has only certain tenants may do nothing that reaches beyond
   * them.
   */
  public boolean may(Permission needed) {
    return role.may(needed) && (scope.whole() || needed.boundedByTenants());
  }
}
