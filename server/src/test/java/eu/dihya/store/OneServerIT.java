package eu.dihya.store;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.RunState;
import eu.dihya.tenants.Tenant;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TcpProxy;
import eu.dihya.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One server at a time, also when wires break. */
class OneServerIT {
  private static final TestDatabase DATABASE = PostgresStores.shared();

  private final PostgresPlace direct = hasty(PostgresStores.fresh());
  private TcpProxy wire;
  private PostgresPlace place;
  private ControlStore control;

  @BeforeEach
  void open() {
    wire = TcpProxy.to(DATABASE);
    place =
        hasty(PostgresStores.place(wire.through(DATABASE), direct.schema(), "first, process 1"));
    control = ControlStore.open(place);
  }

  @AfterEach
  void close() {
    control.close();
    wire.close();
  }

  private static PostgresPlace hasty(PostgresPlace place) {
    return new PostgresPlace(
        place.target(), place.credentials(), place.server(), Duration.ofMillis(500));
  }

  private static Consumer<DihyaException> code(ErrorCode code) {
    return e -> assertThat(e.code()).isEqualTo(code);
  }

  private static void assertFails(ThrowingCallable call, ErrorCode code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DihyaException.class, code(code))
        .hasMessageContaining(message);
  }

  private void save(String tenant) {
    new JdbiTenantStore(control).save(List.of(Samples.tenant(tenant)));
  }

  private List<String> kept() {
    return new JdbiTenantStore(control).all(everything()).stream().map(Tenant::id).toList();
  }

  @Test
  void aSecondServerIsToldWhoHasTheStore() {
    assertFails(
        () -> ControlStore.open(direct),
        ErrorCode.CONFIGURATION,
        "another Dihya server works with the control store "
            + direct.shown()
            + ": first, process 1, since 20");
    save("a");
    control.close();
    control = ControlStore.open(direct);
    assertThat(kept()).containsExactly("a");
  }

  @Test
  void whoHasLostEveryConnectionGoesOnWhenNobodyElseHasComeMeanwhile() {
    save("a");
    wire.reset();
    Awaitility.await().ignoreExceptions().until(() -> kept().equals(List.of("a")));
    save("b");
    assertThat(kept()).containsExactly("a", "b");
  }

  private static void endOwnership() {
    new ServerSql(DATABASE)
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND"
                + " database = (SELECT oid FROM pg_database WHERE datname = current_database())");
  }

  @Test
  void whoHasLostTheStoreToAnotherWritesNothingMore() {
    save("a");
    wire.stall();
    endOwnership();
    try (ControlStore other = ControlStore.open(direct)) {
      wire.resume();
      Awaitility.await()
          .untilAsserted(() -> assertFails(() -> save("b"), ErrorCode.FENCED, "a test, since 20"));
      assertThat(new JdbiTenantStore(other).all(everything())).hasSize(1);
    }
  }

  /**
   * A connection commits in words once; so another is held meanwhile, which has done it already.
   */
  private void whileNextCommit(TcpProxy.Fault fault, Runnable action) {
    control.run(
        handle -> {
          wire.onSent("COMMIT", 1, fault);
          action.run();
        });
  }

  @Test
  void aCommitWhoseAnswerIsLostHasBeenDone() {
    JdbiTenantStore tenants = new JdbiTenantStore(control);
    whileNextCommit(TcpProxy.Fault.RESET_ANSWER, () -> tenants.save(List.of(Samples.tenant("a"))));
    assertThat(wire.hasStruck()).isTrue();
    assertThat(kept()).containsExactly("a");
  }

  @Test
  void aCommitThatNeverArrivedHasNotBeenDone() {
    JdbiTenantStore tenants = new JdbiTenantStore(control);
    whileNextCommit(
        TcpProxy.Fault.RESET_BEFORE,
        () ->
            assertFails(
                () -> tenants.save(List.of(Samples.tenant("a"))),
                ErrorCode.UNREACHABLE,
                "is back"));
    assertThat(wire.hasStruck()).isTrue();
    assertThat(kept()).isEmpty();
  }

  /**
   * What an action on another thread gives whose commit has arrived, and who still waits for its
   * answer.
   */
  private <T> CompletableFuture<T> waiting(Supplier<T> action) {
    return control.call(
        handle -> {
          wire.onSent("COMMIT", 1, TcpProxy.Fault.SWALLOW_ANSWER);
          var given = CompletableFuture.supplyAsync(action, Thread::startVirtualThread);
          Awaitility.await().until(wire::hasStruck);
          return given;
        });
  }

  private CompletableFuture<RolloutRecord> resuming(RolloutRecord read) {
    var change =
        new RolloutStore.Change(
            read, List.of(), new RolloutEvent.Resumed("x", 0), Samples.entry("rollout.resume"));
    return waiting(() -> new JdbiRolloutStore(control).save(change));
  }

  private RolloutRecord started() {
    return new JdbiRolloutStore(control)
        .create(
            Samples.rollout("P-0001", new RolloutState.Running(0)),
            List.of(Samples.run("a", new RunState.Waiting())),
            new RolloutEvent.Started(),
            Samples.entry("rollout.start"));
  }

  private CompletableFuture<Boolean> entering() {
    JdbiAuditLog audit = new JdbiAuditLog(control);
    return waiting(
        () -> {
          audit.append(Samples.entry("x"));
          return true;
        });
  }

  private static void assertEnds(CompletableFuture<?> call, ErrorCode code, String message) {
    assertThat(call)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(DihyaException.class, code(code))
        .withMessageContaining(message);
  }

  /** A rollout would go on from a revision that is not the store's; an entry is only told of. */
  @Test
  void whileTheStoreIsAwayARolloutWaitsForItsRevisionAndOthersAreToldThatNobodyKnows() {
    RolloutRecord read = started();
    CompletableFuture<RolloutRecord> resumed = resuming(read);
    CompletableFuture<Boolean> entered = entering();
    wire.stall();
    wire.reset();
    assertEnds(entered, ErrorCode.UNREACHABLE, "the outcome is unknown");
    assertThat(resumed).isNotDone();
    wire.resume();
    assertThat(resumed).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(read.next());
  }

  @Test
  void nobodyWaitsForAStoreThatIsAwayWhenTheServerCloses() {
    CompletableFuture<RolloutRecord> resumed = resuming(started());
    wire.close();
    control.closing();
    assertEnds(resumed, ErrorCode.UNREACHABLE, "the outcome is unknown");
  }

  @Test
  void aServerThatIsClosingGoesOnWriting() {
    control.closing();
    save("a");
    assertThat(kept()).containsExactly("a");
  }

  @Test
  void whoWaitsForAnAnswerAndIsReplacedHearsOfIt() {
    CompletableFuture<RolloutRecord> resumed = resuming(started());
    wire.stall();
    wire.reset();
    endOwnership();
    try (ControlStore other = ControlStore.open(direct)) {
      wire.resume();
      assertEnds(resumed, ErrorCode.FENCED, "a test, since 20");
      assertThat(new JdbiRolloutStore(other).all(everything())).hasSize(1);
    }
  }

  @Test
  void aStoreThatDoesNotAnswerIsToldAsSuch() {
    wire.close();
    assertFails(() -> save("a"), ErrorCode.UNREACHABLE, "does not answer");
    assertFails(() -> ControlStore.open(place), ErrorCode.UNREACHABLE, "cannot open");
  }
}
