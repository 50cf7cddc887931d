package eu.dihya.store;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.Engine;
import eu.dihya.engine.ShapeDifference;
import eu.dihya.plan.Backup;
import eu.dihya.plan.Direction;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.PlanStep;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.Wave;
import eu.dihya.rollout.Aftermath;
import eu.dihya.rollout.Evidence;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.security.Account;
import eu.dihya.security.AccountStore;
import eu.dihya.security.Credentials;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.security.SessionStore;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Things to store. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private Samples() {}

  public static SessionStore.SignedIn session(String hash, String id, @Nullable String account) {
    return new SessionStore.SignedIn(
        id,
        hash,
        Principal.POLICY,
        account,
        new SessionStore.Proof(true, NOON),
        new SessionStore.Origin("127.0.0.1", "a test"),
        NOON,
        NOON);
  }

  public static AccountStore.Kept account(String id, String name, String setUpHash) {
    return new AccountStore.Kept(
        new Account(id, name, Role.OPERATOR, List.of(), false, NOON, null),
        new Credentials(
            null,
            null,
            new Credentials.Authenticator("sealed", 7),
            null,
            List.of("r1", "r2"),
            new Credentials.SetUp(setUpHash, NOON),
            null),
        0);
  }

  public static Tenant tenant(String id) {
    Target target =
        new Target(
            Engine.SQLITE, "", 0, "/data/" + id + ".db", Optional.empty(), Optional.empty(), false);
    return new Tenant(
        id,
        "Name of " + id,
        "health",
        "eu-fr",
        "UTC",
        "production",
        TenantState.ACTIVE,
        target,
        Map.of("tier", "gold"),
        Map.of("currency", "EUR"));
  }

  public static Plan plan(String... tenants) {
    PlanStep step =
        new PlanStep(
            "common",
            "20250101_0900",
            "20250101_0900_person",
            Direction.UP,
            "migrations/common/20250101_0900_person.sql",
            "abc",
            true);
    return new Plan(
        "",
        "d1",
        NOON,
        "local-admin",
        new PlanRequest("", PlanRequest.LATEST, false, StrategySpec.DEFAULT),
        Direction.UP,
        "r1",
        List.of(new Wave("everybody", false, List.of(tenants))),
        Arrays.stream(tenants)
            .map(
                id ->
                    new TenantPlan(
                        id, Engine.SQLITE, "sqlite", 0, "", null, List.of(step), Backup.NONE))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  public static RolloutRecord rollout(String plan, RolloutState state) {
    return rollout(plan, state, Aftermath.NONE);
  }

  public static RolloutRecord rollout(String plan, RolloutState state, Aftermath aftermath) {
    return new RolloutRecord(
        "", 0, "person", plan, state, NOON, NOON, Principal.POLICY, null, 1, null, null, aftermath);
  }

  public static RunRecord run(String tenant, RunState state) {
    return new RunRecord(tenant, 0, state, 1, 3, NOON, null);
  }

  public static AuditEntry entry(String action) {
    return AuditEntry.of(
        NOON, "local", AuditEntry.Actor.of(Principal.POLICY), action, "", "because");
  }

  public static Evidence evidence() {
    var difference =
        new ShapeDifference(List.of(new ShapeDifference.Item("table a", null, "table")), 1);
    return new Evidence(
        new Evidence.Row("R-0001/a#1", "common", "20250101_0900", "up", 2, "0a", "undecided"),
        "ALTER TABLE a",
        "a.sql:1:1",
        NOON,
        "17",
        false,
        new Evidence.Witness("before", "now"),
        new Evidence.Shapes(null, "expected", "found"),
        null,
        difference);
  }
}
