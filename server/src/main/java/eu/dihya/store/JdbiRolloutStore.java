package eu.dihya.store;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Plans, rollouts, runs, attempts and events as tables; the bodies are JSON with a {@code type} for
 * each state.
 */
public final class JdbiRolloutStore implements RolloutStore {
  private final ControlStore store;

  public JdbiRolloutStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public Plan keep(Plan plan, AuditEntry entry) {
    return store.call(
        handle -> {
          long number =
              handle
                  .createUpdate(
                      "INSERT INTO plan (digest, created_at, created_by, body) VALUES (:digest,"
                          + " :at, :by, '')")
                  .bind("digest", plan.digest())
                  .bind("at", plan.createdAt().toString())
                  .bind("by", plan.createdBy())
                  .executeAndReturnGeneratedKeys("number")
                  .mapTo(Long.class)
                  .one();
          Plan kept = plan.withId(Numbering.plan(number));
          handle.execute("UPDATE plan SET body = ? WHERE number = ?", Json.write(kept), number);
          JdbiAuditLog.append(handle, entry.on(kept.id()));
          return kept;
        });
  }

  @Override
  public Optional<Plan> plan(TenantScope scope, String id) {
    return store.call(
        scope,
        handle ->
            handle
                .createQuery("SELECT body FROM plan WHERE number = :number")
                .bind("number", Numbering.ofPlan(id))
                .mapTo(String.class)
                .findOne()
                .flatMap(body -> Json.read(body, Plan.class).within(scope)));
  }

  @Override
  public RolloutRecord create(
      RolloutRecord rollout, List<RunRecord> runs, RolloutEvent event, AuditEntry entry) {
    return store.callUntilKnown(
        handle -> {
          long number =
              handle
                  .createUpdate(
                      "INSERT INTO rollout (revision, state, body) VALUES (1, :state, '')")
                  .bind("state", rollout.state().word())
                  .executeAndReturnGeneratedKeys("number")
                  .mapTo(Long.class)
                  .one();
          RolloutRecord created = rollout.withId(Numbering.rollout(number)).next();
          handle.execute(
              "UPDATE rollout SET body = ? WHERE number = ?", Json.write(created), number);
          runs.forEach(run -> write(handle, number, run));
          write(handle, number, event, entry);
          JdbiAuditLog.append(handle, entry.on(created.id()));
          return created;
        });
  }

  @Override
  public Optional<RolloutRecord> find(TenantScope scope, String id) {
    return store.call(
        scope,
        handle ->
            ScopeCondition.bind(
                    handle.createQuery(
                        "SELECT body FROM rollout WHERE number = :number AND " + concerns(scope)),
                    scope)
                .bind("number", Numbering.ofRollout(id))
                .mapTo(String.class)
                .findOne()
                .map(body -> Json.read(body, RolloutRecord.class).within(scope)));
  }

  @Override
  public List<RolloutRecord> all(TenantScope scope) {
    return store.call(
        scope,
        handle ->
            ScopeCondition.bind(
                    handle.createQuery(
                        "SELECT body FROM rollout WHERE "
                            + concerns(scope)
                            + " ORDER BY number DESC"),
                    scope)
                .mapTo(String.class)
                .map(body -> Json.read(body, RolloutRecord.class).within(scope))
                .list());
  }

  /** Whether a rollout has a run of the scope. */
  private static String concerns(TenantScope scope) {
    return scope.whole()
        ? "1 = 1"
        : "EXISTS (SELECT 1 FROM run WHERE run.rollout = rollout.number AND "
            + ScopeCondition.on("run.tenant", scope)
            + ")";
  }

  @Override
  public List<RunRecord> runs(TenantScope scope, String rollout) {
    return store.call(
        scope,
        handle ->
            ScopeCondition.bind(
                    handle.createQuery(
                        "SELECT body FROM run WHERE rollout = :number AND "
                            + ScopeCondition.on("tenant", scope)
                            + " ORDER BY tenant"),
                    scope)
                .bind("number", Numbering.ofRollout(rollout))
                .mapTo(String.class)
                .map(body -> Json.read(body, RunRecord.class))
                .list());
  }

  @Override
  public RolloutRecord save(Change change) {
    return store.callUntilKnown(
        handle -> {
          RolloutRecord next = change.rollout().next();
          long number = Numbering.ofRollout(next.id());
          int changed =
              handle
                  .createUpdate(
                      "UPDATE rollout SET revision = :next, state = :state, body = :body WHERE"
                          + " number = :number AND revision = :read")
                  .bind("next", next.revision())
                  .bind("state", next.state().word())
                  .bind("body", Json.write(next))
                  .bind("number", number)
                  .bind("read", change.rollout().revision())
                  .execute();
          if (changed == 0) {
            throw new DihyaException(
                ErrorCode.CONFLICT,
                "rollout "
                    + next.id()
                    + " was changed by somebody else meanwhile; look at it again");
          }
          change.runs().forEach(run -> write(handle, number, run));
          write(handle, number, change.event(), change.entry());
          JdbiAuditLog.append(handle, change.entry());
          return next;
        });
  }

  @Override
  public void saveRun(
      String rollout, RunRecord run, @Nullable Attempt attempt, @Nullable AuditEntry entry) {
    store.run(
        handle -> {
          long number = Numbering.ofRollout(rollout);
          write(handle, number, run);
          // One that is there already was kept by a call that did not hear of it.
          if (attempt == null || write(handle, number, run.tenant(), attempt)) {
            JdbiAuditLog.append(handle, entry);
          }
        });
  }

  @Override
  public List<Attempt> attempts(TenantScope scope, String rollout, String tenant) {
    return store.call(
        scope,
        handle ->
            ScopeCondition.bind(
                    handle.createQuery(
                        "SELECT body FROM attempt WHERE rollout = :number AND tenant = :tenant AND "
                            + ScopeCondition.on("tenant", scope)
                            + " ORDER BY number"),
                    scope)
                .bind("number", Numbering.ofRollout(rollout))
                .bind("tenant", tenant)
                .mapTo(String.class)
                .map(body -> Json.read(body, Attempt.class))
                .list());
  }

  @Override
  public List<Happened> events(TenantScope scope, String rollout) {
    return find(scope, rollout).isEmpty()
        ? List.of()
        : stored(scope, rollout).stream()
            .flatMap(happened -> happened.within(scope).stream())
            .toList();
  }

  private List<Happened> stored(TenantScope scope, String rollout) {
    return store.call(
        scope,
        handle ->
            handle
                .createQuery(
                    "SELECT at, actor, body FROM rollout_event WHERE rollout = :number ORDER BY"
                        + " sequence DESC")
                .bind("number", Numbering.ofRollout(rollout))
                .map(
                    (row, context) ->
                        new Happened(
                            Instant.parse(row.getString("at")),
                            row.getString("actor"),
                            Json.read(row.getString("body"), RolloutEvent.class)))
                .list());
  }

  private static void write(Handle handle, long rollout, RunRecord run) {
    handle
        .createUpdate(
            """
            INSERT INTO run (rollout, tenant, state, body) VALUES (:rollout, :tenant, :state, :body)
            ON CONFLICT (rollout, tenant) DO UPDATE SET state = :state, body = :body
            """)
        .bind("rollout", rollout)
        .bind("tenant", run.tenant())
        .bind("state", run.state().word())
        .bind("body", Json.write(run))
        .execute();
  }

  /** False when the attempt had come that far before. */
  private static boolean write(Handle handle, long rollout, String tenant, Attempt attempt) {
    return handle
            .createUpdate(
                """
                INSERT INTO attempt (rollout, tenant, number, outcome, body)
                VALUES (:rollout, :tenant, :number, :outcome, :body)
                ON CONFLICT (rollout, tenant, number) DO UPDATE SET outcome = :outcome, body = :body
                WHERE attempt.outcome <> :outcome
                """)
            .bind("rollout", rollout)
            .bind("tenant", tenant)
            .bind("number", attempt.number())
            .bind("outcome", attempt.outcome())
            .bind("body", Json.write(attempt))
            .execute()
        > 0;
  }

  private static void write(
      Handle handle, long rollout, @Nullable RolloutEvent event, @Nullable AuditEntry entry) {
    if (event == null || entry == null) {
      return;
    }
    handle
        .createUpdate(
            "INSERT INTO rollout_event (rollout, at, actor, body) VALUES (:rollout, :at, :actor,"
                + " :body)")
        .bind("rollout", rollout)
        .bind("at", entry.at().toString())
        .bind("actor", entry.actor())
        .bind("body", Json.write(event))
        .execute();
  }
}
