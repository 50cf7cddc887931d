package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.change.expect.ScratchExpectations;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.testing.TcpProxy;
import eu.dihya.testing.TcpProxy.Direction;
import eu.dihya.testing.TcpProxy.Fault;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers that never come, and clients that are gone while their statement lives on. The table
 * {@code counter} shows how often a migration took effect.
 */
@Timeout(180)
abstract class LostAnswerContract {
  private static final String V1 = "20250101_0900";
  private static final String V2 = "20250201_0900";

  /** Patient enough for a busy machine, and not so patient that a silent server holds a test up. */
  private static final SessionOptions HASTY =
      new SessionOptions(
          Duration.ofSeconds(1),
          Duration.ofSeconds(12),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          false,
          "tests");

  @TempDir Path workspace;
  protected TcpProxy proxy;
  protected TestDatabase database;
  protected Ground ground;
  protected Trial trial;
  private final MemoryShapes shapes = new MemoryShapes();

  protected abstract TestServer server();

  /** Increments the counter once, and takes so many seconds for it. */
  protected abstract String slowly(int seconds);

  /** A condition for the server's list of sessions: a statement that takes its time runs. */
  protected abstract String sleeping();

  @BeforeEach
  void prepare() throws IOException {
    database = server().createDatabase();
    proxy = TcpProxy.to(database);
    ground = Ground.at(database);
    Ground through = Ground.at(proxy.through(database), HASTY);
    trial =
        new Trial(
            through,
            workspace,
            new ScratchExpectations(shapes, through.connector(), Clock.systemUTC()));
    trial.file(
        V1 + "_base",
        """
        -- migrate:up
        CREATE TABLE counter (n int NOT NULL);
        INSERT INTO counter (n) VALUES (0);
        -- migrate:down
        DROP TABLE counter;
        """);
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  protected void second(String statement) throws IOException {
    trial.file(
        V2 + "_more",
        """
        -- migrate:up
        CREATE TABLE more (id int PRIMARY KEY);
        %s
        CREATE INDEX more_id ON more (id, id);
        -- migrate:down
        DROP TABLE more;
        """
            .formatted(statement)
            .replace("(id, id)", "(id)"));
  }

  /** The wire of a scratch database is not to be the one that breaks. */
  private void knowing() {
    Ground twin = Ground.at(server().createDatabase());
    var expectations = new ScratchExpectations(shapes, twin.connector(), Clock.systemUTC());
    assertThat(new Trial(twin, workspace, expectations).latest())
        .isInstanceOf(RunOutcome.Done.class);
  }

  protected void once() {
    assertThat(ground.number("SELECT n FROM counter")).isEqualTo(1);
    assertThat(ground.seen().history()).extracting(HistoryRow::version).containsExactly(V1, V2);
    assertThat(ground.seen().drifted()).isFalse();
    assertThat(ground.seen().halfway()).isFalse();
    assertThat(ground.tables()).contains("more");
  }

  private RunOutcome run(Ears ears) {
    return trial.run(trial.plan(PlanRequest.LATEST), ears);
  }

  /** Back to where the second migration was never heard of, on a wire that is whole. */
  private void undo() {
    proxy.disarm();
    Trial whole = new Trial(ground, workspace);
    assertThat(whole.run(whole.plan(V1), new Ears())).isInstanceOf(RunOutcome.Done.class);
    ground.execute(
        "UPDATE counter SET n = 0",
        "DELETE FROM dihya_schema_history WHERE version = '" + V2 + "'");
  }

  /**
   * The nth commit of a run, whichever it is: of the fence, a statement, the journal, the history.
   */
  protected void everyCommit(int commits, Fault fault) throws IOException {
    second("UPDATE counter SET n = n + 1;");
    knowing();
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    for (int nth = 1; nth <= commits; nth++) {
      proxy.onSent("COMMIT", nth, fault);
      Ears ears = new Ears();
      RunOutcome outcome = trial.run(plan, ears);
      assertThat(proxy.hasStruck()).as("commit %d was sent", nth).isTrue();
      assertThat(outcome)
          .as("%s at commit %d: %s", fault, nth, ears.heard)
          .isInstanceOf(RunOutcome.Done.class);
      assertThat(ears.heard).as("commit %d", nth).anyMatch(line -> line.contains("again, 1 of 5"));
      once();
      undo();
    }
  }

  /** How many commits the second migration is made of. */
  protected abstract int commits();

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RESET_BEFORE", "RESET_ANSWER", "HALF_CLOSE"})
  void aConnectionThatBreaksAtACommitIsSettledByLookingThere(Fault fault) throws IOException {
    everyCommit(commits(), fault);
  }

  /** What commits by itself on one engine, and is in the middle of a transaction on the other. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void anAnswerToAChangeOfTheSchemaThatIsLostIsSettledByLookingThere(Fault fault)
      throws IOException {
    second("UPDATE counter SET n = n + 1;");
    knowing();
    proxy.onSent("CREATE INDEX", 1, fault);
    Ears ears = new Ears();
    assertThat(run(ears)).as(ears.heard.toString()).isInstanceOf(RunOutcome.Done.class);
    assertThat(proxy.hasStruck()).isTrue();
    assertThat(ears.heard).anyMatch(line -> line.contains("again, 1 of 5"));
    once();
  }

  /** The server goes on as if the client were there, and so the lock stays where it is. */
  @Test
  void aCommitWhoseAnswerIsSwallowedIsSettledByTakingTheLockAgain() throws IOException {
    second("UPDATE counter SET n = n + 1;");
    knowing();
    proxy.onSent("COMMIT", commits(), Fault.SWALLOW_ANSWER);
    Ears ears = new Ears();
    assertThat(run(ears)).isInstanceOf(RunOutcome.Done.class);
    assertThat(proxy.hasStruck()).isTrue();
    assertThat(ears.heard).anyMatch(line -> line.contains("again, 1 of 5"));
    once();
  }

  @Test
  void aServerThatNeverHearsOfTheEndOfItsClientIsTold() throws IOException {
    second(slowly(1));
    CompletableFuture<RunOutcome> running = new CompletableFuture<>();
    Ears ears = new Ears();
    Thread.ofVirtual().start(() -> running.complete(run(ears)));
    Awaitility.await().until(() -> !ground.query(sleeping()).isEmpty());
    proxy.abandonServer();
    assertThat(running.join()).isInstanceOf(RunOutcome.Done.class);
    assertThat(ears.heard).anyMatch(line -> line.contains("its client is gone"));
    once();
  }

  @Test
  void anOrphanIsShownAndWaitedForLongerThanAnyLock() throws IOException {
    second(slowly(6));
    CompletableFuture<RunOutcome> running = new CompletableFuture<>();
    Ears ears = new Ears();
    Ground patient =
        Ground.at(
            proxy.through(database), Ground.OPTIONS.withLock(Duration.ofMillis(200)).ownedBy("x"));
    Trial patiently = new Trial(patient, workspace);
    TenantPlan plan = patiently.plan(PlanRequest.LATEST);
    Thread.ofVirtual().start(() -> running.complete(patiently.run(plan, ears)));
    Awaitility.await().until(() -> !ground.query(sleeping()).isEmpty());
    String orphan = ground.query(sleeping()).getFirst().text("n");
    proxy.reset();
    assertThat(running.join()).as(ears.heard.toString()).isInstanceOf(RunOutcome.Done.class);
    assertThat(ears.orphans).hasSize(2).element(0).asString().startsWith(orphan + " ");
    assertThat(ears.orphans.getFirst()).containsIgnoringCase("sleep").doesNotContain("secret");
    assertThat(ears.orphans.getLast()).isEqualTo("none");
    assertThat(ears.heard).anyMatch(line -> line.contains("orphan running: "));
    once();
  }

  /** As when its process is stopped by a signal: its connection stays, and so do its locks. */
  @Test
  void anOwnerThatSleepsThroughATakeoverIsFencedWhenItWakes() throws IOException {
    second(slowly(1));
    CompletableFuture<RunOutcome> asleep = new CompletableFuture<>();
    Ears ears = new Ears();
    Trial stale =
        new Trial(Ground.at(proxy.through(database), Ground.OPTIONS.ownedBy("x")), workspace);
    TenantPlan plan = stale.plan(PlanRequest.LATEST);
    Thread.ofVirtual().start(() -> asleep.complete(stale.run(plan, ears)));
    Awaitility.await().until(() -> !ground.query(sleeping()).isEmpty());
    proxy.stall();
    Ears awake = new Ears();
    Trial next = new Trial(Ground.at(database, Ground.OPTIONS.ownedBy("x")), workspace);
    assertThat(next.run(plan, awake)).isInstanceOf(RunOutcome.Done.class);
    assertThat(awake.heard).anyMatch(line -> line.contains("its client is gone"));
    once();
    proxy.resume();
    assertThat(asleep.join())
        .isInstanceOfSatisfying(
            RunOutcome.Failed.class,
            failed -> assertThat(failed.error().errorClass()).isEqualTo("FENCED"));
    once();
  }

  @Test
  void waitingForAnOrphanEndsWhenItIsAskedToStop() throws IOException {
    second(slowly(8));
    CompletableFuture<RunOutcome> running = new CompletableFuture<>();
    Ears ears = new Ears();
    Ground patient = Ground.at(proxy.through(database), Ground.OPTIONS.ownedBy("x"));
    Trial patiently = new Trial(patient, workspace);
    TenantPlan plan = patiently.plan(PlanRequest.LATEST);
    Thread.ofVirtual().start(() -> running.complete(patiently.run(plan, ears)));
    Awaitility.await().until(() -> !ground.query(sleeping()).isEmpty());
    proxy.reset();
    Awaitility.await().until(() -> !ears.orphans.isEmpty());
    ears.stop = true;
    assertThat(running.join()).isEqualTo(new RunOutcome.Stopped());
    assertThat(ground.query(sleeping())).as("the orphan runs on").isNotEmpty();
    assertThat(patiently.run(plan, new Ears())).isInstanceOf(RunOutcome.Done.class);
    once();
  }

  @Test
  void aStrangerIsNotTakenForAnOrphanHoweverLongItRuns() throws IOException {
    second("UPDATE counter SET n = n + 1;");
    knowing();
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    Ground stranger = Ground.at(database, Ground.OPTIONS.ownedBy("somebody else"));
    try (Session holder = stranger.connector().open(stranger.tenant().target())) {
      holder.lock(Duration.ZERO);
      Ears ears = new Ears();
      Trial impatient =
          new Trial(
              Ground.at(database, HASTY.withLock(Duration.ofMillis(100)).ownedBy("x")), workspace);
      RunOutcome outcome = impatient.run(plan, ears);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RunOutcome.Failed.class,
              failed -> {
                assertThat(failed.error().errorClass()).isEqualTo("LOCKED");
                assertThat(failed.error().message())
                    .contains(holder.connectionId())
                    .contains("to end it: ");
              });
      assertThat(ears.heard.stream().filter(line -> line.contains("again, "))).hasSize(5);
      assertThat(ears.orphans).isEmpty();
      assertThat(holder.query("SELECT 1 AS one")).as("nobody ended it").hasSize(1);
    }
    assertThat(trial.run(plan, new Ears())).isInstanceOf(RunOutcome.Done.class);
    once();
  }

  @Test
  void aSessionThatThisProcessStillHasIsNotLeftOver() {
    Ground mine = Ground.at(database, Ground.OPTIONS.ownedBy("x"));
    try (Session holder = mine.connector().open(mine.tenant().target());
        Session other = mine.connector().open(mine.tenant().target())) {
      holder.lock(Duration.ZERO);
      assertThat(other.tryLock().orElseThrow().kin()).isFalse();
      Ground later = Ground.at(database, Ground.OPTIONS.ownedBy("x"));
      try (Session next = later.connector().open(later.tenant().target())) {
        assertThat(next.tryLock().orElseThrow())
            .satisfies(seen -> assertThat(seen.kin()).isTrue())
            .satisfies(seen -> assertThat(seen.running()).isFalse())
            .satisfies(seen -> assertThat(seen.connection()).isEqualTo(holder.connectionId()));
        next.endHolder(next.tryLock().orElseThrow());
        next.lock(Duration.ofSeconds(10));
      }
    }
  }

  /** A cut after any number of bytes of the conversation, in either direction. */
  @Test
  void aCutAtAnyByteAppliesExactlyOnce() throws IOException {
    long seed = Long.getLong("dihya.seed", System.nanoTime());
    System.out.println("cuts with -Ddihya.seed=" + seed);
    Random random = new Random(seed);
    second("UPDATE counter SET n = n + 1;");
    knowing();
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    for (int cut = 1; cut <= 10; cut++) {
      Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
      int bytes = 1 + random.nextInt(direction == Direction.TO_SERVER ? 6_000 : 9_000);
      proxy.resetAfter(bytes, direction);
      assertThat(trial.run(plan, new Ears()))
          .as("seed %d, %d bytes %s", seed, bytes, direction)
          .isInstanceOf(RunOutcome.Done.class);
      once();
      undo();
    }
  }
}
