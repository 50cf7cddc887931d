package eu.dihya.store;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Excluded;
import eu.dihya.plan.Observation;
import eu.dihya.plan.Plan;
import eu.dihya.plan.Wave;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.PauseCause;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is outside of a scope is not there. */
abstract class ScopedStoresContract {
  private static final TenantScope A = TenantScope.only(List.of("a"));
  private static final TenantScope B = TenantScope.only(List.of("b"));
  private static final TenantScope MANY =
      TenantScope.only(IntStream.range(0, 20_000).mapToObj(i -> i == 7 ? "a" : "x" + i).toList());

  private TestStore place;
  private ControlStore control;
  private JdbiRolloutStore rollouts;

  /** A store that nobody has used. */
  abstract TestStore place();

  @BeforeEach
  void make() {
    place = place();
    open();
  }

  private void open() {
    control = place.open();
    rollouts = new JdbiRolloutStore(control);
  }

  @AfterEach
  void close() {
    control.close();
  }

  private String rollout(RolloutState state, String... tenants) {
    Plan plan = rollouts.keep(Samples.plan(tenants), Samples.entry("plan.make"));
    List<RunRecord> runs =
        Arrays.stream(tenants).map(id -> Samples.run(id, new RunState.Waiting())).toList();
    return rollouts
        .create(
            Samples.rollout(plan.id(), state),
            runs,
            new RolloutEvent.Started(),
            Samples.entry("rollout.start"))
        .id();
  }

  @Test
  void aRolloutIsThereForWhoHasARunInIt() {
    var paused = new RolloutState.Paused(PauseCause.OPERATOR, "b is broken", 0);
    String shared = rollout(paused, "a", "b");
    String foreign = rollout(new RolloutState.Running(0), "b");
    for (TenantScope scope : List.of(A, MANY)) {
      assertThat(rollouts.all(scope)).extracting(RolloutRecord::id).containsExactly(shared);
      assertThat(rollouts.find(scope, shared).orElseThrow().state().explanation()).isEmpty();
      assertThat(rollouts.find(scope, foreign)).isEmpty();
      assertThat(rollouts.runs(scope, shared)).extracting(RunRecord::tenant).containsExactly("a");
      assertThat(rollouts.runs(scope, foreign)).isEmpty();
      assertThat(rollouts.events(scope, shared)).hasSize(1);
      assertThat(rollouts.events(scope, foreign)).isEmpty();
    }
    assertThat(rollouts.all(everything())).hasSize(2);
    assertThat(rollouts.find(everything(), shared).orElseThrow().state()).isEqualTo(paused);
    assertThat(rollouts.all(TenantScope.none())).isEmpty();
    assertThat(rollouts.runs(everything(), shared)).hasSize(2);
  }

  @Test
  void attemptsAndEventsAreOfTheScope() {
    String id = rollout(new RolloutState.Running(0), "a", "b");
    var attempt = new Attempt(1, "running", Samples.NOON, null, null, List.of());
    for (String tenant : List.of("a", "b")) {
      rollouts.saveRun(id, Samples.run(tenant, new RunState.Preparing()), attempt, null);
    }
    assertThat(rollouts.attempts(A, id, "a")).containsExactly(attempt);
    assertThat(rollouts.attempts(A, id, "b")).isEmpty();
    assertThat(rollouts.attempts(everything(), id, "b")).containsExactly(attempt);
    RolloutRecord record = rollouts.find(everything(), id).orElseThrow();
    var retried = new RolloutEvent.Retried(List.of("b"), "b again", 0);
    rollouts.save(
        new RolloutStore.Change(record, List.of(), retried, Samples.entry("rollout.retry")));
    assertThat(rollouts.events(A, id)).hasSize(1);
    assertThat(rollouts.events(B, id)).hasSize(2);
  }

  @Test
  void aPlanIsWhatItMeansForTheScope() {
    Plan made = Samples.plan("a", "b");
    Plan mixed =
        new Plan(
            "",
            made.digest(),
            made.createdAt(),
            made.createdBy(),
            made.request(),
            made.direction(),
            made.release(),
            List.of(
                new Wave("Canary", true, List.of("b")), new Wave("Wave 1", false, List.of("a"))),
            made.tenants(),
            List.of(new Excluded("c", Excluded.Code.DRIFTED, "c drifted")),
            List.of("d"),
            List.of());
    String id = rollouts.keep(mixed, Samples.entry("plan.make")).id();
    Plan part = rollouts.plan(A, id).orElseThrow();
    assertThat(part.waves()).extracting(Wave::tenants).containsExactly(List.of(), List.of("a"));
    assertThat(Json.write(part)).doesNotContain("\"b\"", "\"c\"", "c drifted", "\"d\"");
    assertThat(part.digest()).isEqualTo(made.digest());
    for (String tenant : List.of("b", "c", "d")) {
      assertThat(rollouts.plan(TenantScope.only(List.of(tenant)), id)).as(tenant).isPresent();
    }
    assertThat(rollouts.plan(TenantScope.only(List.of("e")), id)).isEmpty();
  }

  @Test
  void tenantsAndObservationsAreOfTheScope() {
    JdbiTenantStore tenants = new JdbiTenantStore(control);
    tenants.save(List.of(Samples.tenant("a"), Samples.tenant("b")));
    JdbiObservationStore observations = new JdbiObservationStore(control);
    for (String tenant : List.of("a", "b")) {
      observations.save(tenant, new Observation.Unreachable(Samples.NOON, "no " + tenant));
    }
    for (TenantScope scope : List.of(A, MANY)) {
      assertThat(tenants.all(scope)).containsExactly(Samples.tenant("a"));
      assertThat(tenants.find(scope, "b")).isEmpty();
      assertThat(observations.all(scope)).containsOnlyKeys("a");
      assertThat(observations.find(scope, "a")).isPresent();
      assertThat(observations.find(scope, "b")).isEmpty();
    }
    assertThat(tenants.find(everything(), "b")).isPresent();
    assertThat(observations.find(everything(), "b")).isPresent();
  }

  @Test
  void theAuditOfAScopeIsAboutItsTenants() {
    JdbiAuditLog audit = new JdbiAuditLog(control);
    audit.append(Samples.entry("one").about("a"));
    audit.append(Samples.entry("two").about("b"));
    audit.append(Samples.entry("three"));
    assertThat(audit.newest(A, 9)).extracting("action").containsExactly("one");
    assertThat(audit.newest(MANY, 9)).hasSize(1);
    assertThat(audit.newest(everything(), 9)).hasSize(3);
  }
}
