package eu.dihya.security;

/**
 * Somebody who acts.
 *
 * @param id random and stable; the only thing that goes into histories, reports and the audit
 * @param name for the page
 * @param signIn how they signed in: {@code link}, {@code token}, {@code api-token}, {@code oidc},
 *     {@code policy}
 */
public record Principal(String id, String name, Role role, String signIn) {
  /** How a program signs in that has an {@link ApiToken}. */
  public static final String API_TOKEN = "api-token";

  /** How somebody signs in through the identity provider. */
  public static final String OIDC = "oidc";

  /** How the command line on the server's machine signs in. */
  public static final String LOCAL_TOKEN = "token";

  /** The rules of a rollout, acting by themselves. */
  public static final Principal POLICY = new Principal("policy", "policy", Role.SYSTEM, "policy");

  /** The server, finding after a restart what an earlier process left. */
  public static final Principal RECOVERY =
      new Principal("recovery", "recovery", Role.SYSTEM, "policy");
}
