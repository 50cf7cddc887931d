package eu.dihya.store;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.audit.AccountLedger;
import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.RunState;
import eu.dihya.security.AccountStore;
import eu.dihya.security.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store with many connections promises beyond the contract of all. */
class PostgresStoreIT {
  private static final int AT_ONCE = 16;

  private final PostgresPlace place = PostgresStores.fresh();
  private ControlStore control;

  @BeforeEach
  void open() {
    control = ControlStore.open(place);
  }

  @AfterEach
  void close() {
    control.close();
  }

  /** All begin together; gives what each of them has given. */
  private static <T> List<T> together(int number, Callable<T> each) throws Exception {
    CyclicBarrier start = new CyclicBarrier(number);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> begun =
          IntStream.range(0, number)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return each.call();
                          }))
              .toList();
      List<T> given = new ArrayList<>();
      for (Future<T> one : begun) {
        given.add(one.get());
      }
      return given;
    }
  }

  private RolloutRecord started(JdbiRolloutStore rollouts) {
    return rollouts.create(
        Samples.rollout("P-0001", new RolloutState.Running(0)),
        List.of(Samples.run("a", new RunState.Waiting())),
        new RolloutEvent.Started(),
        Samples.entry("rollout.start"));
  }

  private List<String> audited() {
    return new JdbiAuditLog(control)
        .newest(everything(), 1000).stream().map(AuditEntry::action).toList();
  }

  @Test
  void ofManyWhoChangeTheSameRolloutOneDoes() throws Exception {
    JdbiRolloutStore rollouts = new JdbiRolloutStore(control);
    RolloutRecord read = started(rollouts);
    var change =
        new RolloutStore.Change(
            read, List.of(), new RolloutEvent.Resumed("x", 0), Samples.entry("rollout.resume"));
    List<Boolean> done =
        together(
            AT_ONCE,
            () -> {
              try {
                rollouts.save(change);
                return true;
              } catch (DihyaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                return false;
              }
            });
    assertThat(done).containsOnlyOnce(true);
    assertThat(audited()).containsExactly("rollout.resume", "rollout.start");
    assertThat(rollouts.events(everything(), read.id())).hasSize(2);
  }

  @Test
  void aSessionIsReplacedOnceAndAnAccountChangedOnceFromEachState() throws Exception {
    JdbiSessionStore sessions = new JdbiSessionStore(control);
    sessions.add(Samples.session("h1", "s1", "p-1"));
    List<Boolean> replaced =
        together(
            AT_ONCE,
            () ->
                sessions.replace(
                    "h1", Samples.session("h" + Thread.currentThread().threadId(), "s1", "p-1")));
    assertThat(replaced).containsOnlyOnce(true);
    assertThat(sessions.ofAccount("p-1")).hasSize(1);

    JdbiAccountStore accounts = new JdbiAccountStore(control);
    List<Boolean> added =
        together(
            AT_ONCE,
            () ->
                accounts.add(
                    Samples.account("p-" + Thread.currentThread().threadId(), "Amina", "hash"),
                    Samples.entry("account.add")));
    assertThat(added).containsOnlyOnce(true);
    AccountStore.Kept kept = accounts.named("amina").orElseThrow();
    List<Boolean> changed =
        together(
            AT_ONCE,
            () -> accounts.replace(kept, AccountLedger.Ending.ALL, Samples.entry("account.set")));
    assertThat(changed).containsOnlyOnce(true);
    assertThat(audited()).containsExactly("account.set", "account.add");
  }

  @Test
  void everybodyGetsANumberOfTheirOwn() throws Exception {
    JdbiRolloutStore rollouts = new JdbiRolloutStore(control);
    List<String> ids = together(AT_ONCE, () -> started(rollouts).id());
    assertThat(ids).doesNotHaveDuplicates().hasSize(AT_ONCE);
    assertThat(rollouts.all(everything()))
        .extracting(RolloutRecord::id)
        .containsExactlyInAnyOrderElementsOf(ids)
        .isSortedAccordingTo(Comparator.reverseOrder());
    List<String> plans =
        together(AT_ONCE, () -> rollouts.keep(Samples.plan("a"), Samples.entry("plan.make")).id());
    assertThat(plans).doesNotHaveDuplicates().hasSize(AT_ONCE);
  }

  /** Whoever has read the audit up to an entry finds nothing new before it later. */
  @Test
  void anEntryThatIsCommittedLaterStandsLaterInTheAudit() throws Exception {
    JdbiAuditLog audit = new JdbiAuditLog(control);
    try (var writer = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Boolean>> writing =
          writer.submit(
              () ->
                  together(
                      AT_ONCE,
                      () -> {
                        for (int i = 0; i < 12; i++) {
                          audit.append(Samples.entry("x"));
                        }
                        return true;
                      }));
      List<Long> seen = new ArrayList<>();
      while (!writing.isDone()) {
        List<Long> now = sequences(audit);
        assertThat(now.subList(0, seen.size())).isEqualTo(seen);
        seen = now;
      }
      writing.get();
    }
    assertThat(sequences(audit)).hasSize(AT_ONCE * 12);
  }

  private static List<Long> sequences(JdbiAuditLog audit) {
    return audit.newest(everything(), 1000).stream().map(AuditEntry::sequence).sorted().toList();
  }

  @Test
  void aTokenIsRevokedOnce() throws Exception {
    JdbiApiTokenStore tokens = new JdbiApiTokenStore(control);
    tokens.add(StoresContract.token("a"), Samples.entry("token.create"));
    together(
        AT_ONCE,
        () -> {
          tokens.revoke("a", Samples.NOON, Samples.entry("token.revoke"));
          return true;
        });
    assertThat(audited()).containsExactly("token.revoke", "token.create");
  }

  /** Else a table that one of them got would be missing in the other. */
  @Test
  void bothDatabasesHaveTheSameTablesAndColumns(@TempDir Path directory) {
    List<String> here =
        control.call(
            handle ->
                handle
                    .createQuery(
                        "SELECT table_name || '.' || column_name FROM information_schema.columns"
                            + " WHERE table_schema = current_schema() AND table_name <> 'store'")
                    .mapTo(String.class)
                    .list());
    try (ControlStore file = TestStore.sqlite(directory).open()) {
      List<String> there =
          file.call(
              handle ->
                  handle
                      .createQuery(
                          "SELECT t.name || '.' || c.name FROM sqlite_master AS t,"
                              + " pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name"
                              + " NOT LIKE 'sqlite%'")
                      .mapTo(String.class)
                      .list());
      assertThat(here).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void theChecksFindASoundStoreSoundAndBrokenReferences() {
    started(new JdbiRolloutStore(control));
    assertThat(control.integrityCheck()).containsExactly("ok");
    assertThat(control.brokenReferences()).isZero();
    assertThat(control.schemaVersion()).isEqualTo(new PostgresDialect().scripts().size());
    control.run(
        handle -> {
          handle.execute("ALTER TABLE run DROP CONSTRAINT run_rollout_fkey");
          handle.execute("UPDATE run SET rollout = 99");
          handle.execute(
              "ALTER TABLE run ADD CONSTRAINT broken FOREIGN KEY (rollout) REFERENCES rollout"
                  + " (number) NOT VALID");
        });
    assertThat(control.brokenReferences()).isEqualTo(1);
  }

  @Test
  void aStoreOfANewerVersionIsRefused() {
    control.run(handle -> handle.execute("UPDATE store SET version = 99"));
    control.close();
    assertThatThrownBy(() -> ControlStore.open(place))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining("was written by a newer Dihya (schema 99");
  }

  @Test
  void aTextThatPostgresqlCannotKeepIsTheCallersFault() {
    AuditEntry odd =
        AuditEntry.of(
            Samples.NOON, "local", AuditEntry.Actor.of(Principal.POLICY), "x", "", "a\u0000b");
    assertThatThrownBy(() -> new JdbiAuditLog(control).append(odd))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
  }
}
