package eu.dihya.app;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an operation of the API does for somebody who has only certain tenants. */
enum ScopeRule {
  /** Needs no permission. */
  OPEN,
  /** Speaks of no tenant. */
  OF_NOBODY,
  /** Holds what concerns one's own tenants, and nothing else. */
  OF_ONES_OWN,
  /** Names a tenant, a rollout or both in its address: one's own, or it is not there. */
  ONE_OBJECT,
  /** Reaches beyond certain tenants, and is refused. */
  BEYOND,
  /** Is about the caller's own account, which a token does not have. */
  OF_ONESELF,
  /** Has topics instead of an address. */
  STREAM;

  private static final String ROLLOUT = "/api/v1/rollouts/{rollout}";

  /** The rule of each operation; one that is not here is without a rule, and the test fails. */
  static Map<String, ScopeRule> ofOperations() {
    Map<String, ScopeRule> rules = new TreeMap<>();
    put(
        rules,
        OPEN,
        "POST /api/v1/session",
        "DELETE /api/v1/session",
        "GET /api/v1/sign-in",
        "GET /api/v1/session/oidc",
        "GET /api/v1/session/oidc/callback",
        "POST /api/v1/set-up",
        "POST /api/v1/set-up/look");
    put(
        rules,
        OF_ONESELF,
        "POST /api/v1/session/step-up",
        "GET /api/v1/account",
        "POST /api/v1/account/password",
        "POST /api/v1/account/second-factor",
        "POST /api/v1/account/second-factor/confirm",
        "POST /api/v1/account/recovery-codes",
        "GET /api/v1/account/sessions",
        "POST /api/v1/account/sessions/{session}/end");
    put(rules, OF_NOBODY, "GET /api/v1/session", "GET /api/v1/lint");
    put(
        rules,
        OF_ONES_OWN,
        "GET /api/v1/tenants",
        "GET /api/v1/fleet",
        "POST /api/v1/fleet/observe",
        "GET /api/v1/fleet/shapes",
        "GET /api/v1/migrations",
        "GET /api/v1/migrations/{name}",
        "GET /api/v1/rollouts");
    put(
        rules,
        ONE_OBJECT,
        "GET /api/v1/tenants/{tenant}",
        "GET " + ROLLOUT,
        "GET " + ROLLOUT + "/runs",
        "GET " + ROLLOUT + "/runs/{tenant}",
        "GET " + ROLLOUT + "/runs/{tenant}/log",
        "GET " + ROLLOUT + "/events");
    put(
        rules,
        BEYOND,
        "POST /api/v1/tenants",
        "POST /api/v1/tenants/sync",
        "PUT /api/v1/tenants/{tenant}/state",
        "POST /api/v1/migrations",
        "POST /api/v1/migration-tests",
        "POST /api/v1/plans",
        "GET /api/v1/plans/{plan}",
        "POST /api/v1/plans/{plan}/approve",
        "POST /api/v1/plans/{plan}/withdraw",
        "POST /api/v1/plans/{plan}/rehearse",
        "POST /api/v1/plans/{plan}/sweep",
        "POST /api/v1/rollouts",
        "GET " + ROLLOUT + "/plan",
        "GET " + ROLLOUT + "/report",
        "POST " + ROLLOUT + "/{verb}",
        "POST " + ROLLOUT + "/sign-off",
        "POST " + ROLLOUT + "/runs/{tenant}/decision",
        "GET /api/v1/archives",
        "GET /api/v1/archives/{cid}",
        "POST /api/v1/archives/{cid}/verify",
        "POST /api/v1/session/link",
        "GET /api/v1/people",
        "POST /api/v1/people",
        "POST /api/v1/people/{person}/role",
        "POST /api/v1/people/{person}/state",
        "POST /api/v1/people/{person}/set-up",
        "GET /api/v1/secrets",
        "PUT /api/v1/secrets/{secret}",
        "POST /api/v1/secrets/{secret}/remove",
        "POST /api/v1/secrets/rotate",
        "GET /api/v1/tokens",
        "POST /api/v1/tokens",
        "POST /api/v1/tokens/{token}/revoke",
        "GET /api/v1/config",
        "POST /api/v1/store/check");
    put(rules, STREAM, "GET /api/v1/stream");
    return rules;
  }

  private static void put(Map<String, ScopeRule> rules, ScopeRule rule, String... operations) {
    List.of(operations).forEach(operation -> rules.put(operation, rule));
  }
}
