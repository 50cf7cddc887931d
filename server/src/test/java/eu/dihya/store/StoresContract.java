package eu.dihya.store;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.audit.AccountLedger;
import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.change.expect.StepKey;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Shape;
import eu.dihya.plan.Direction;
import eu.dihya.plan.Observation;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.Plan;
import eu.dihya.plan.StartAt;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.GateResult;
import eu.dihya.rollout.PauseCause;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.SignOff;
import eu.dihya.security.AccountStore;
import eu.dihya.security.ApiToken;
import eu.dihya.security.ApiTokenStore;
import eu.dihya.security.Credentials;
import eu.dihya.security.Role;
import eu.dihya.security.SessionStore;
import eu.dihya.tenants.TenantState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ports of the store promise. */
abstract class StoresContract {
  private static final StartAt AT = StartAt.of("2026-12-06T02:00[Europe/Paris]");
  private static final RunError ERROR =
      new RunError(
          "m", "h", "20250101_0900_person", "a.sql:1:1", 2, "SELECT ?", "23505", "CONSTRAINT");

  private TestStore place;
  private ControlStore control;
  private JdbiRolloutStore rollouts;

  /** A store that nobody has used. */
  abstract TestStore place();

  /** A statement that would put entries in the place of others. */
  abstract String replacesInAudit();

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

  private void reopen() {
    control.close();
    open();
  }

  private RolloutRecord started(String... tenants) {
    Plan plan = rollouts.keep(Samples.plan(tenants), Samples.entry("plan.make"));
    List<RunRecord> runs =
        Stream.of(tenants).map(id -> Samples.run(id, new RunState.Waiting())).toList();
    return rollouts.create(
        Samples.rollout(plan.id(), new RolloutState.Running(0)),
        runs,
        new RolloutEvent.Started(),
        Samples.entry("rollout.start"));
  }

  @Test
  void tenantsAreOrderedByIdAndReplaced() {
    JdbiTenantStore tenants = new JdbiTenantStore(control);
    tenants.save(List.of(Samples.tenant("b"), Samples.tenant("a")));
    tenants.save(List.of(Samples.tenant("b").in(TenantState.SUSPENDED)));
    assertThat(tenants.all(everything()))
        .containsExactly(Samples.tenant("a"), Samples.tenant("b").in(TenantState.SUSPENDED));
    assertThat(tenants.find(everything(), "c")).isEmpty();
    reopen();
    assertThat(new JdbiTenantStore(control).all(everything()))
        .containsExactlyElementsOf(tenants.all(everything()));
  }

  @Test
  void theLastObservationIsKept() {
    new JdbiTenantStore(control).save(List.of(Samples.tenant("a"), Samples.tenant("b")));
    JdbiObservationStore observations = new JdbiObservationStore(control);
    Observation seen =
        new Observation.Seen(
            Samples.NOON,
            "3.50",
            new Capabilities(Engine.SQLITE, "3.50", "", Set.of(), 0),
            List.of(),
            "shape",
            true);
    observations.save("a", new Observation.Unreachable(Samples.NOON, "no answer"));
    observations.save("a", seen);
    observations.save("b", new Observation.Unreachable(Samples.NOON, "no answer"));
    assertThat(observations.all(everything())).hasSize(2).containsEntry("a", seen);
    reopen();
    assertThat(new JdbiObservationStore(control).all(everything()))
        .isEqualTo(observations.all(everything()));
  }

  @Test
  void anObservationThatHoldsOnceMoreKeepsWhatWasSeenAndTellsWhen() {
    new JdbiTenantStore(control).save(List.of(Samples.tenant("a"), Samples.tenant("b")));
    JdbiObservationStore observations = new JdbiObservationStore(control);
    Observation.Seen first =
        new Observation.Seen(Samples.NOON, "3.50", null, List.of(), "shape", false);
    observations.save(Map.of("a", first, "b", first));
    Observation.Seen again = first.again(Samples.NOON.plusSeconds(60));
    Observation.Seen other =
        new Observation.Seen(Samples.NOON.plusSeconds(60), "3.51", null, List.of(), "other", false);
    observations.save(Map.of("a", again, "b", other));
    assertThat(observations.all(everything())).isEqualTo(Map.of("a", again, "b", other));
    assertThat(again.schemaAt()).isEqualTo(Samples.NOON);
    reopen();
    assertThat(new JdbiObservationStore(control).all(everything()))
        .isEqualTo(Map.of("a", again, "b", other));
  }

  @Test
  void observationsOfABatchAreKeptTogetherOrNotAtAll() {
    new JdbiTenantStore(control).save(List.of(Samples.tenant("a")));
    JdbiObservationStore observations = new JdbiObservationStore(control);
    Observation lost = new Observation.Unreachable(Samples.NOON, "no answer");
    assertThatThrownBy(() -> observations.save(Map.of("a", lost, "unregistered", lost)))
        .isInstanceOf(DihyaException.class);
    assertThat(observations.all(everything())).isEmpty();
    reopen();
    assertThat(new JdbiObservationStore(control).all(everything())).isEmpty();
  }

  @Test
  void plansAndRolloutsAreNumberedApart() {
    RolloutRecord first = started("a");
    RolloutRecord second = started("a", "b");
    assertThat(first.id()).isEqualTo("R-0001");
    assertThat(second.id()).isEqualTo("R-0002");
    assertThat(second.planId()).isEqualTo("P-0002");
    assertThat(rollouts.plan(everything(), "P-0002").orElseThrow().tenants()).hasSize(2);
    assertThat(rollouts.all(everything())).containsExactly(second, first);
    for (String id :
        List.of("R-1", "R-00001", "P-0001", "r-0001", "", "R-", "R-9999999999999999999")) {
      assertThat(rollouts.find(everything(), id)).as(id).isEmpty();
    }
    assertThat(rollouts.plan(everything(), "R-0001")).isEmpty();
    reopen();
    assertThat(rollouts.all(everything())).containsExactly(second, first);
    assertThat(started("c").id()).isEqualTo("R-0003");
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefusedAndLeavesNothing() {
    RolloutRecord read = started("a");
    RolloutRecord next =
        rollouts.save(
            new RolloutStore.Change(
                read,
                List.of(),
                new RolloutEvent.Resumed("x", 0),
                Samples.entry("rollout.resumed")));
    assertThat(next.revision()).isEqualTo(read.revision() + 1);
    int entries = new JdbiAuditLog(control).newest(everything(), 100).size();
    assertThatThrownBy(
            () ->
                rollouts.save(
                    new RolloutStore.Change(
                        read,
                        List.of(Samples.run("a", new RunState.Done(1))),
                        new RolloutEvent.Resumed("y", 0),
                        Samples.entry("rollout.resumed"))))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    assertThat(rollouts.runs(everything(), read.id()))
        .extracting(RunRecord::state)
        .containsExactly(new RunState.Waiting());
    assertThat(rollouts.events(everything(), read.id())).hasSize(2);
    assertThat(new JdbiAuditLog(control).newest(everything(), 100)).hasSize(entries);
    assertThat(rollouts.find(everything(), read.id())).contains(next);
  }

  @Test
  void eventsAreNewestFirstAndAttemptsInOrder() {
    String id = started("a").id();
    RolloutRecord record = rollouts.find(everything(), id).orElseThrow();
    record =
        rollouts.save(
            new RolloutStore.Change(
                record,
                List.of(),
                new RolloutEvent.PauseAsked(PauseCause.OPERATOR, "look"),
                Samples.entry("p")));
    rollouts.save(
        new RolloutStore.Change(
            record, List.of(), new RolloutEvent.Resumed("go", 0), Samples.entry("r")));
    assertThat(rollouts.events(everything(), id))
        .extracting(RolloutStore.Happened::event)
        .containsExactly(
            new RolloutEvent.Resumed("go", 0),
            new RolloutEvent.PauseAsked(PauseCause.OPERATOR, "look"),
            new RolloutEvent.Started());
    Attempt one = new Attempt(1, "failed", Samples.NOON, Samples.NOON, ERROR, List.of());
    Attempt two =
        new Attempt(
            2,
            "running",
            Samples.NOON,
            null,
            null,
            List.of(new Attempt.StatementRun("m", 1, "a:1:1", "SELECT ?", 5, 1)));
    rollouts.saveRun(id, Samples.run("a", new RunState.Preparing()), two, null);
    rollouts.saveRun(
        id, Samples.run("a", new RunState.Failed(ERROR)), one, Samples.entry("run.failed"));
    rollouts.saveRun(id, Samples.run("a", new RunState.Failed(ERROR)), one, null);
    assertThat(rollouts.attempts(everything(), id, "a")).containsExactly(one, two);
    assertThat(rollouts.attempts(everything(), id, "b")).isEmpty();
    assertThat(rollouts.runs(everything(), id))
        .containsExactly(Samples.run("a", new RunState.Failed(ERROR)));
  }

  /** Whoever has not heard that an attempt was kept keeps it once more. */
  @Test
  void anAttemptThatIsKeptAgainIsInTheAuditOnce() {
    String id = started("a").id();
    Attempt begun = new Attempt(1, "running", Samples.NOON, null, null, List.of());
    Attempt ended = new Attempt(1, "failed", Samples.NOON, Samples.NOON, ERROR, List.of());
    for (Attempt each : List.of(begun, begun, ended, ended)) {
      rollouts.saveRun(
          id, Samples.run("a", new RunState.Preparing()), each, Samples.entry(each.outcome()));
    }
    assertThat(rollouts.attempts(everything(), id, "a")).containsExactly(ended);
    assertThat(new JdbiAuditLog(control).newest(everything(), 2))
        .extracting(AuditEntry::action)
        .containsExactly("failed", "running");
  }

  static Stream<RunState> runStates() {
    return Stream.of(
        new RunState.Waiting(),
        new RunState.Preparing(),
        new RunState.Applying(2, "m"),
        new RunState.Verifying(3, "m"),
        new RunState.Done(4),
        new RunState.Failed(ERROR),
        new RunState.Held("drifted", true),
        new RunState.Skipped("x"),
        new RunState.InDoubt(ERROR, Samples.evidence()));
  }

  @Test
  void everyStateOfARunComesBackAsItWas() {
    Map<String, RunRecord> runs = new TreeMap<>();
    runStates()
        .map(state -> Samples.run(state.getClass().getSimpleName(), state))
        .forEach(run -> runs.put(run.tenant(), run));
    String id = started(runs.keySet().toArray(String[]::new)).id();
    runs.values().forEach(run -> rollouts.saveRun(id, run, null, null));
    reopen();
    assertThat(rollouts.runs(everything(), id)).containsExactlyElementsOf(runs.values());
    assertThat(runStates().map(Object::getClass))
        .containsExactlyInAnyOrder(RunState.class.getPermittedSubclasses());
  }

  @Test
  void whatAnEarlierVersionWroteOfARunStillReads() {
    assertThat(Json.read("{\"type\":\"done\",\"statements\":4}", RunState.class))
        .isEqualTo(new RunState.Done(4));
    String doubt = "{\"type\":\"in-doubt\",\"error\":" + Json.write(ERROR) + "}";
    assertThat(Json.read(doubt, RunState.class)).isEqualTo(new RunState.InDoubt(ERROR, null));
  }

  private static Shape shape(String... objects) {
    TreeMap<String, String> all = new TreeMap<>();
    for (int i = 0; i < objects.length; i += 2) {
      all.put(objects[i], objects[i + 1]);
    }
    return new Shape(all);
  }

  private static StepKey step(String before) {
    return new StepKey(Engine.SQLITE, "3", before, "raw", Direction.UP, "digest");
  }

  @Test
  void expectedShapesComeBackWholeAndTheFirstStay() {
    Shape before = shape("table a", "table", "table é/column b", "text");
    Shape next = shape("table a", "strict", "table é/column b", "text", "index i", "(b)");
    Shape last = shape("table a", "strict");
    ExpectedShapes shapes =
        new ExpectedShapes(ExpectedShapes.Source.SCRATCH, before, List.of(next, next, last));
    new JdbiExpectedShapeStore(control).save(step("one"), shapes);
    new JdbiExpectedShapeStore(control)
        .save(step("one"), new ExpectedShapes(ExpectedShapes.Source.PEER, before, List.of(before)));
    reopen();
    var store = new JdbiExpectedShapeStore(control);
    assertThat(store.shapes(step("one"))).contains(shapes);
    assertThat(store.hashes(step("one"))).contains(shapes.hashes());
    assertThat(store.shapes(step("two"))).isEmpty();
    assertThat(store.hashes(step("two"))).isEmpty();
  }

  static Stream<RolloutState> rolloutStates() {
    return Stream.of(
        new RolloutState.Planned(),
        new RolloutState.AwaitingApproval("x"),
        new RolloutState.Scheduled(AT),
        new RolloutState.Running(2),
        new RolloutState.Paused(PauseCause.POLICY, "x", 1),
        new RolloutState.Draining("x"),
        new RolloutState.Aborting("x"),
        new RolloutState.Succeeded(),
        new RolloutState.Partial("x"),
        new RolloutState.Failed("x"),
        new RolloutState.Aborted("x"));
  }

  @Test
  void everyStateOfARolloutComesBackAsItWas() {
    String plan = rollouts.keep(Samples.plan("a"), Samples.entry("plan.make")).id();
    List<RolloutRecord> made =
        rolloutStates()
            .map(
                state ->
                    rollouts.create(
                        Samples.rollout(plan, state),
                        List.of(),
                        new RolloutEvent.Started(),
                        Samples.entry("s")))
            .toList();
    reopen();
    assertThat(rollouts.all(everything())).containsExactlyElementsOf(made.reversed());
    assertThat(made)
        .extracting(RolloutRecord::state)
        .containsExactlyElementsOf(rolloutStates().toList());
    assertThat(rolloutStates().map(Object::getClass))
        .containsExactlyInAnyOrder(RolloutState.class.getPermittedSubclasses());
  }

  static Stream<RolloutEvent> events() {
    return Stream.of(
        new RolloutEvent.Started(),
        new RolloutEvent.StartHeld("x"),
        new RolloutEvent.Scheduled(AT),
        new RolloutEvent.GatesChecked(1, "w", List.of(GateResult.inconclusive("g", "x"))),
        new RolloutEvent.WaveAdmitted(1, "w"),
        new RolloutEvent.BudgetExceeded(OnFailure.PAUSE, "x"),
        new RolloutEvent.PauseAsked(PauseCause.SHUTDOWN, "x"),
        new RolloutEvent.Resumed("x", 1),
        new RolloutEvent.DrainAsked("x"),
        new RolloutEvent.AbortAsked("x"),
        new RolloutEvent.Retried(List.of("a"), "x", 1),
        new RolloutEvent.Decided("a", true, "x", 1),
        new RolloutEvent.Skipped(List.of("a"), "x", 1),
        new RolloutEvent.TenantsHeld(List.of("a"), "x"),
        new RolloutEvent.Released(List.of("a"), "x", 1),
        new RolloutEvent.Promoted(1, "w", "x"),
        new RolloutEvent.RevertBegun("R-0002", "x"),
        new RolloutEvent.SignedOff(SignOff.Verdict.KO, "x"),
        new RolloutEvent.Amended("P-0001", "P-0002", "x"),
        new RolloutEvent.Recovered(List.of("a")),
        new RolloutEvent.Ended(1, 2, 3));
  }

  @Test
  void everyEventComesBackAsItWas() {
    assertThat(events())
        .allSatisfy(
            event -> assertThat(Json.read(Json.write(event), RolloutEvent.class)).isEqualTo(event));
    assertThat(events().map(Object::getClass))
        .containsExactlyInAnyOrder(RolloutEvent.class.getPermittedSubclasses());
  }

  @Test
  void theAuditCanOnlyGrow() {
    JdbiAuditLog audit = new JdbiAuditLog(control);
    audit.append(Samples.entry("one"));
    audit.append(Samples.entry("two").about("t1").changing("before", "after"));
    assertThat(audit.newest(everything(), 10))
        .extracting(AuditEntry::action)
        .containsExactly("two", "one");
    assertThat(audit.newest(everything(), 1)).extracting(AuditEntry::sequence).containsExactly(2L);
    for (String sql :
        List.of("UPDATE audit SET actor = 'x'", "DELETE FROM audit", replacesInAudit())) {
      assertThatThrownBy(() -> control.run(handle -> handle.execute(sql)))
          .as(sql)
          .hasMessageContaining("append-only");
    }
    assertThat(audit.newest(everything(), 10)).hasSize(2);
  }

  @Test
  void sessionsAreFoundByHashAndSweptByAge() {
    JdbiSessionStore sessions = new JdbiSessionStore(control);
    sessions.add(Samples.session("h1", "s1", null));
    sessions.used("h1", Samples.NOON.plusMillis(500));
    sessions.add(Samples.session("h2", "s2", null));
    assertThat(sessions.find("h1").orElseThrow().used()).isEqualTo(Samples.NOON.plusMillis(500));
    sessions.removeOlder(Samples.NOON.minusSeconds(1), Samples.NOON.plusMillis(100));
    assertThat(sessions.find("h1")).isPresent();
    assertThat(sessions.find("h2")).isEmpty();
    sessions.remove("h1");
    assertThat(sessions.find("h1")).isEmpty();
  }

  @Test
  void aSessionThatHasEndedIsNotBroughtBack() {
    JdbiSessionStore sessions = new JdbiSessionStore(control);
    SessionStore.SignedIn session = Samples.session("h1", "s1", "p-1");
    sessions.add(session);
    assertThat(sessions.replace("h1", Samples.session("h2", "s1", "p-1"))).isTrue();
    assertThat(sessions.find("h1")).isEmpty();
    assertThat(sessions.find("h2")).contains(Samples.session("h2", "s1", "p-1"));
    sessions.remove("h2");
    sessions.used("h2", Samples.NOON);
    assertThat(sessions.replace("h2", Samples.session("h3", "s1", "p-1"))).isFalse();
    assertThat(sessions.ofAccount("p-1")).isEmpty();
  }

  @Test
  void anAccountIsChangedOnceFromEachStateAndItsSessionsEndWithTheChange() {
    JdbiAccountStore accounts = new JdbiAccountStore(control);
    JdbiSessionStore sessions = new JdbiSessionStore(control);
    JdbiAuditLog audit = new JdbiAuditLog(control);
    assertThat(accounts.add(Samples.account("p-1", "Amina", "hash"), Samples.entry("a"))).isTrue();
    assertThat(accounts.add(Samples.account("p-2", "aMINA", "other"), Samples.entry("b")))
        .isFalse();
    AccountStore.Kept kept = accounts.named("AMINA").orElseThrow();
    assertThat(kept).isEqualTo(accounts.ofSetUp("hash").orElseThrow());
    assertThat(kept.account()).isEqualTo(Samples.account("p-1", "Amina", "hash").account());
    sessions.add(Samples.session("h1", "s1", "p-1"));
    sessions.add(Samples.session("h2", "s2", "p-1"));
    sessions.add(Samples.session("h3", "s3", "p-9"));
    assertThat(
            accounts.replace(
                kept.with(Credentials.NONE), AccountLedger.Ending.allBut("s2"), Samples.entry("c")))
        .isTrue();
    assertThat(accounts.replace(kept, AccountLedger.Ending.ALL, Samples.entry("d")))
        .as("from a state that is no longer")
        .isFalse();
    assertThat(accounts.ofSetUp("hash")).isEmpty();
    assertThat(sessions.find("h1")).isEmpty();
    assertThat(sessions.find("h2")).isPresent();
    assertThat(sessions.find("h3")).isPresent();
    assertThat(audit.newest(everything(), 9))
        .extracting(AuditEntry::action)
        .containsExactly("c", "a");
  }

  @Test
  void manyWritersGetTheirOwnNumbers() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RolloutRecord>> made =
          Stream.generate(() -> threads.submit(() -> started("a"))).limit(30).toList();
      List<String> ids = new java.util.ArrayList<>();
      for (Future<RolloutRecord> each : made) {
        ids.add(each.get().id());
      }
      assertThat(ids).doesNotHaveDuplicates().hasSize(30);
    }
  }

  @Test
  void tokensAreAddedAndRevokedOnceWithTheirEntries() {
    JdbiApiTokenStore tokens = new JdbiApiTokenStore(control);
    JdbiAuditLog audit = new JdbiAuditLog(control);
    tokens.add(token("a"), Samples.entry("token.create"));
    tokens.add(token("b"), Samples.entry("token.create"));
    assertThat(tokens.all()).extracting(ApiToken::id).containsExactly("b", "a");
    assertThat(tokens.find("a")).contains(token("a"));
    assertThat(tokens.find("c")).isEmpty();
    assertThatThrownBy(() -> tokens.add(token("a"), Samples.entry("token.create")))
        .hasMessageMatching("(?is).*unique.*");
    tokens.revoke("a", Samples.NOON, Samples.entry("token.revoke"));
    tokens.revoke("a", Samples.NOON.plusSeconds(1), Samples.entry("token.revoke"));
    assertThat(tokens.find("a").orElseThrow().token().revokedAt()).isEqualTo(Samples.NOON);
    assertThat(tokens.find("b").orElseThrow().token().revokedAt()).isNull();
    assertThat(audit.newest(everything(), 10))
        .extracting(AuditEntry::action)
        .containsExactly("token.revoke", "token.create", "token.create");
  }

  static ApiTokenStore.Kept token(String id) {
    return new ApiTokenStore.Kept(
        new ApiToken(
            id,
            "job",
            Role.VIEWER,
            everything(),
            "p1",
            Samples.NOON,
            Samples.NOON.plusSeconds(60),
            null),
        "hash of " + id);
  }
}
