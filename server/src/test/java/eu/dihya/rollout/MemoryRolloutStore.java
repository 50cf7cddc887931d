package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.base.StoreUnreachable;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps JSON as the real one does, refuses stale writes as the real one does, and
 * remembers how it stood after each write, so that a test can crash after any of them.
 */
final class MemoryRolloutStore implements RolloutStore {
  private final TreeMap<String, String> plans;
  private final TreeMap<String, String> rollouts;
  private final TreeMap<String, TreeMap<String, String>> runs = new TreeMap<>();
  private final TreeMap<String, TreeMap<Integer, String>> attempts = new TreeMap<>();
  private final List<Happened> events;
  private final List<AuditEntry> audit;
  private final List<MemoryRolloutStore> moments = new ArrayList<>();
  private boolean failing;
  private boolean away;

  MemoryRolloutStore() {
    this.plans = new TreeMap<>();
    this.rollouts = new TreeMap<>();
    this.events = new ArrayList<>();
    this.audit = new ArrayList<>();
  }

  private MemoryRolloutStore(MemoryRolloutStore other) {
    this.plans = new TreeMap<>(other.plans);
    this.rollouts = new TreeMap<>(other.rollouts);
    this.events = new ArrayList<>(other.events);
    this.audit = new ArrayList<>(other.audit);
    other.runs.forEach((rollout, all) -> runs.put(rollout, new TreeMap<>(all)));
    other.attempts.forEach((run, all) -> attempts.put(run, new TreeMap<>(all)));
  }

  /** How it stood after each write, oldest first; each is a store of its own. */
  List<MemoryRolloutStore> moments() {
    return List.copyOf(moments);
  }

  MemoryRolloutStore copy() {
    return new MemoryRolloutStore(this);
  }

  /** From now on every write fails, as on a full disk. */
  void fail(boolean now) {
    failing = now;
  }

  List<AuditEntry> audit() {
    return List.copyOf(audit);
  }

  @Override
  public Plan keep(Plan plan, AuditEntry entry) {
    Plan kept = plan.withId("P-%04d".formatted(plans.size() + 1));
    plans.put(kept.id(), Json.write(kept));
    return kept;
  }

  @Override
  public Optional<Plan> plan(TenantScope scope, String id) {
    return Optional.ofNullable(plans.get(id))
        .flatMap(json -> Json.read(json, Plan.class).within(scope));
  }

  @Override
  public RolloutRecord create(
      RolloutRecord rollout, List<RunRecord> all, RolloutEvent event, AuditEntry entry) {
    writable();
    RolloutRecord created = rollout.withId("R-%04d".formatted(rollouts.size() + 1)).next();
    rollouts.put(created.id(), Json.write(created));
    all.forEach(run -> put(created.id(), run));
    happened(event, entry);
    wrote();
    return created;
  }

  @Override
  public Optional<RolloutRecord> find(TenantScope scope, String id) {
    return all(scope).stream().filter(rollout -> rollout.id().equals(id)).findFirst();
  }

  @Override
  public List<RolloutRecord> all(TenantScope scope) {
    return rollouts.descendingMap().values().stream()
        .map(json -> Json.read(json, RolloutRecord.class))
        .filter(rollout -> scope.whole() || !runs(scope, rollout.id()).isEmpty())
        .map(rollout -> rollout.within(scope))
        .toList();
  }

  @Override
  public List<RunRecord> runs(TenantScope scope, String rollout) {
    return runs.getOrDefault(rollout, new TreeMap<>()).values().stream()
        .map(json -> Json.read(json, RunRecord.class))
        .filter(run -> scope.contains(run.tenant()))
        .toList();
  }

  @Override
  public RolloutRecord save(Change change) {
    writable();
    String id = change.rollout().id();
    long stored = find(TenantScope.everything(), id).orElseThrow().revision();
    if (stored != change.rollout().revision()) {
      throw new DihyaException(ErrorCode.CONFLICT, id + " was changed by somebody else meanwhile");
    }
    RolloutRecord next = change.rollout().next();
    rollouts.put(id, Json.write(next));
    change.runs().forEach(run -> put(id, run));
    happened(change.event(), change.entry());
    wrote();
    return next;
  }

  @Override
  public void saveRun(
      String rollout, RunRecord run, @Nullable Attempt attempt, @Nullable AuditEntry entry) {
    writable();
    put(rollout, run);
    if (attempt != null) {
      attempts
          .computeIfAbsent(rollout + "/" + run.tenant(), key -> new TreeMap<>())
          .put(attempt.number(), Json.write(attempt));
    }
    wrote();
  }

  @Override
  public List<Attempt> attempts(TenantScope scope, String rollout, String tenant) {
    if (!scope.contains(tenant)) {
      return List.of();
    }
    Map<Integer, String> all = attempts.getOrDefault(rollout + "/" + tenant, new TreeMap<>());
    return all.values().stream().map(json -> Json.read(json, Attempt.class)).toList();
  }

  @Override
  public List<Happened> events(TenantScope scope, String rollout) {
    return events.reversed().stream().flatMap(each -> each.within(scope).stream()).toList();
  }

  private void put(String rollout, RunRecord run) {
    runs.computeIfAbsent(rollout, key -> new TreeMap<>()).put(run.tenant(), Json.write(run));
  }

  private void happened(@Nullable RolloutEvent event, @Nullable AuditEntry entry) {
    if (event != null && entry != null) {
      RolloutEvent stored = Json.read(Json.write(event), RolloutEvent.class);
      events.add(new Happened(entry.at(), entry.actor(), stored));
      audit.add(entry);
    }
  }

  /** From now on every write fails, as without a connection. */
  void beAway(boolean now) {
    away = now;
  }

  private void writable() {
    if (away) {
      throw new StoreUnreachable("the store is away", new IllegalStateException("no connection"));
    }
    if (failing) {
      throw new DihyaException(ErrorCode.INTERNAL, "the disk is full");
    }
  }

  private void wrote() {
    moments.add(copy());
  }
}
