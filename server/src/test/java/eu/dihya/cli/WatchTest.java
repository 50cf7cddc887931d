package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private final FakeServer server = new FakeServer();
  private final AtomicInteger halts = new AtomicInteger();

  @TempDir private Path workspace;

  @BeforeEach
  void makeWorkspace() throws IOException {
    Files.createDirectories(workspace.resolve("tenants"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void ctrlCDetachesFromAServerElsewhereAndSaysHowToComeBack() {
    server.on("GET /rollouts/R-0001", Bodies.rollout("running", ""));
    TestCli.Result result =
        TestCli.of(server).interruptedBy(this::pressedOnce).run("rollout", "watch", "R-0001");
    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(result.err()).contains("dihya rollout watch R-0001 --server " + server.address());
    assertThat(server.calls()).containsOnly("GET /rollouts/R-0001");
  }

  @Test
  void aStatementThatRunsWithoutItsClientIsInTheLine() {
    server
        .on("GET /rollouts/R-0001", Bodies.waitingForOrphans("atlas", "rif"))
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""));
    TestCli.Result result = TestCli.of(server).run("rollout", "watch", "R-0001");
    assertThat(result.err())
        .contains("orphan running on atlas: connection 4711 since 2026-01-01T09:00:01Z and 1 more");
  }

  @Test
  void ctrlCPausesWhatRunsInThisProcessAndSaysHowToGoOn() {
    server
        .on("GET /rollouts/R-0001", Bodies.rollout("running", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("paused", "shutdown"));
    var own = new FakeServerProcess(server);
    TestCli.Result result =
        new TestCli()
            .starting(settings -> own)
            .interruptedBy(this::pressedOnce)
            .runIn(workspace, "rollout", "watch", "R-0001");
    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(own.paused()).isTrue();
    assertThat(own.closed()).isTrue();
    assertThat(result.err())
        .contains("Ctrl-C again halts")
        .contains("dihya rollout resume R-0001 -w " + workspace);
  }

  @Test
  void whatEndsWhileItIsBeingPausedEndsWell() {
    server
        .on("GET /rollouts/R-0001", Bodies.rollout("running", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""));
    TestCli.Result result =
        new TestCli()
            .starting(settings -> new FakeServerProcess(server))
            .interruptedBy(this::pressedOnce)
            .runIn(workspace, "rollout", "watch", "R-0001");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void theSecondCtrlCHalts() {
    Interruption interruption = pressedOnce();
    assertThat(halts).hasValue(0);
    interruption.signal();
    assertThat(halts).hasValue(1);
  }

  @Test
  void aTimeoutDetachesFromAServerElsewhereAndPausesOurOwn() {
    server.on("GET /rollouts/R-0001", Bodies.rollout("running", ""));
    TestCli.Result elsewhere =
        TestCli.of(server).run("rollout", "watch", "R-0001", "--timeout", "300ms");
    assertThat(elsewhere.exitCode()).isEqualTo(1);
    assertThat(elsewhere.err()).contains("goes on without this command");
    var own = new FakeServerProcess(server);
    TestCli.Result here =
        new TestCli()
            .starting(settings -> own)
            .runIn(workspace, "rollout", "watch", "R-0001", "--timeout", "300ms");
    assertThat(here.exitCode()).isEqualTo(5);
    assertThat(own.paused()).isTrue();
  }

  @Test
  void inThisProcessARolloutIsAlwaysWatchedBecauseItWouldEndWithTheCommand() {
    server
        .on("POST /rollouts/R-0001/resume", Bodies.rollout("running", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""));
    TestCli.Result result =
        new TestCli()
            .starting(settings -> new FakeServerProcess(server))
            .runIn(workspace, "rollout", "resume", "R-0001");
    assertThat(result.exitCode()).isZero();
    assertThat(server.calls())
        .containsExactly("POST /rollouts/R-0001/resume", "GET /rollouts/R-0001");
  }

  @Test
  void inThisProcessNobodyWaitsForALaterStart() {
    server.on("GET /rollouts/R-0001", Bodies.rollout("scheduled", ""));
    TestCli.Result result =
        new TestCli()
            .starting(settings -> new FakeServerProcess(server))
            .runIn(workspace, "rollout", "watch", "R-0001");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err()).contains("dihya serve -w " + workspace);
    assertThat(server.calls()).containsExactly("GET /rollouts/R-0001");
  }

  @Test
  void onAServerElsewhereALaterStartIsWaitedFor() {
    server
        .on("GET /rollouts/R-0001", Bodies.rollout("scheduled", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""));
    assertThat(TestCli.of(server).run("rollout", "watch", "R-0001").exitCode()).isZero();
  }

  @Test
  void withoutANameTheOneThatHasNotEndedIsWatched() {
    server
        .on("GET /rollouts", Bodies.rollouts(Bodies.rollout("running", "")))
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""));
    assertThat(TestCli.of(server).run("rollout", "watch").exitCode()).isZero();
    assertThat(TestCli.of(server).run("rollout", "watch").err()).contains("nothing to watch");
  }

  @Test
  void serveStopsAtCtrlCAndPrintsTheLinkAsData() {
    var own = new FakeServerProcess(server);
    TestCli.Result result =
        new TestCli()
            .starting(
                settings -> {
                  assertThat(settings.flags()).containsEntry("--port", "0").hasSize(1);
                  assertThat(settings.inProcess()).isFalse();
                  return own;
                })
            .interruptedBy(this::pressedOnce)
            .runIn(workspace, "serve", "--port", "0");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().strip()).isEqualTo(server.address() + "/sign-in#once");
    assertThat(own.closed()).isTrue();
  }

  @Test
  void serveOfPeopleWithAccountsPrintsNoLink() {
    TestCli.Result result =
        new TestCli()
            .starting(settings -> new FakeServerProcess(server).administered())
            .interruptedBy(this::pressedOnce)
            .runIn(workspace, "serve");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("accounts");
  }

  private Interruption pressedOnce() {
    var interruption = new Interruption(halts::incrementAndGet);
    interruption.signal();
    return interruption;
  }
}
