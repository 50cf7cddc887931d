package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts in the control store. Who reads names a scope: of a rollout that has no run in it there
 * is nothing, and of the others what concerns its tenants. Thread-safe. Every write is one
 * transaction.
 */
public interface RolloutStore {
  /** Keeps a plan and gives it the next id, {@code P-0001}. */
  Plan keep(Plan plan, AuditEntry entry);

  /** What a plan means for the tenants of a scope; empty when none of them is in it. */
  Optional<Plan> plan(TenantScope scope, String id);

  /**
   * Stores a new rollout with the next id, its runs, its first event and its audit entry; returns
   * it with its id.
   */
  RolloutRecord create(
      RolloutRecord rollout, List<RunRecord> runs, RolloutEvent event, AuditEntry entry);

  Optional<RolloutRecord> find(TenantScope scope, String id);

  /** Newest first. */
  List<RolloutRecord> all(TenantScope scope);

  /** Ordered by tenant. */
  List<RunRecord> runs(TenantScope scope, String rollout);

  /**
   * Writes a change: the rollout by compare-and-set on its revision, the runs that changed, the
   * event and its audit entry. Returns the rollout one revision on.
   *
   * @throws eu.dihya.base.DihyaException CONFLICT when somebody else changed the rollout meanwhile
   */
  RolloutRecord save(Change change);

  /** Writes one run's progress; an attempt that begins or ends is written with it. */
  void saveRun(
      String rollout, RunRecord run, @Nullable Attempt attempt, @Nullable AuditEntry entry);

  /** Attempts of a tenant, oldest first. */
  List<Attempt> attempts(TenantScope scope, String rollout, String tenant);

  /** Events, newest first. */
  List<Happened> events(TenantScope scope, String rollout);

  /** What changes together. */
  record Change(
      RolloutRecord rollout,
      List<RunRecord> runs,
      @Nullable RolloutEvent event,
      @Nullable AuditEntry entry) {}

  /** An event with its time and actor. */
  record Happened(Instant at, String actor, RolloutEvent event) {
    public Optional<Happened> within(TenantScope scope) {
      return event.within(scope).map(seen -> new Happened(at, actor, seen));
    }
  }
}
