package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.dihya.base.Engine;
import eu.dihya.change.scripts.ProcessMark;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.change.trial.MigrationTest;
import eu.dihya.change.trial.MigrationTests;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.Journal;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.StatementClass;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.Evidence;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.security.Principal;
import eu.dihya.tenants.AllowedHosts;
import eu.dihya.tenants.HostRules;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrations that are programs. */
class ProgramsIT {
  private static final String V1 = "20250101_0900";
  private static final String V2 = "20250201_0900";
  private static final String V3 = "20250301_0900";
  private static final long MIB = 1L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path workspace;
  private Ground ground;
  private Trial trial;
  private Ears ears = new Ears();

  private void prepare(Engine engine) throws IOException {
    ground = engine == Engine.POSTGRESQL ? Ground.postgresql() : Ground.sqlite();
    trial = new Trial(ground, workspace);
    trial.file(
        V1 + "_base",
        "-- migrate:up\nCREATE TABLE people (id int);\n-- migrate:down\nDROP TABLE people;\n");
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
  }

  private void program(String declared, String commands) throws IOException {
    trial.program(V2 + "_fill.sh", declared, commands.replace("$THERE", workspace.toString()));
  }

  private RunOutcome latest() {
    ears = new Ears();
    return trial.run(trial.plan(PlanRequest.LATEST), ears);
  }

  private RunError failed() {
    return ApplyContract.failed(latest());
  }

  private List<String> effects() {
    try {
      Path file = workspace.resolve("effects");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<JournalEntry> journal() {
    try (var session = ground.connector().read(ground.tenant().target())) {
      return new Journal(
              session,
              ground.connector().driver(ground.engine()).dialect(),
              ground.tenant().target())
          .all();
    }
  }

  private List<String> output() {
    return ears.heard.stream()
        .filter(line -> line.startsWith("info | "))
        .map(line -> line.substring("info | ".length()))
        .toList();
  }

  private static boolean lives(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE", "POSTGRESQL"})
  void aProgramRunsInItsPlaceWithNothingButItsOwnTarget(Engine engine) throws IOException {
    prepare(engine);
    program(
        "idem",
        """
        echo ran >> $THERE/effects
        tr '\\0' '\\n' < /proc/self/environ > $THERE/environment
        ls -ld . ; ls -A . ; pwd > $THERE/place; touch left; mkdir -p a/b
        read -r line && echo "there was input"
        cat $THERE/secret; cat "$0" | tail -n 1
        # last line
        """);
    Files.writeString(workspace.resolve("secret"), ground.login().password() + "\n");
    trial.file(V3 + "_after", "-- migrate:up\nCREATE TABLE more (id int);\n");
    RunOutcome outcome = latest();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            RunOutcome.Done.class,
            done ->
                assertThat(done.notVerified())
                    .contains(V2 + "_fill.sh: what a program leaves is not known beforehand"));
    assertThat(effects()).containsExactly("ran");
    assertThat(ground.seen().history()).hasSize(3);
    assertThat(ground.seen().drifted()).isFalse();
    assertThat(journal()).isEmpty();
    assertThat(ears.statements.getFirst().text()).startsWith("sh " + V2 + "_fill.sh sha256:");
    List<String> environment = Files.readAllLines(workspace.resolve("environment"));
    assertThat(environment)
        .extracting(line -> line.replaceFirst("=.*", ""))
        .containsExactlyInAnyOrder(
            "PATH", "HOME", "LANG", "DIHYA_TENANT", "DIHYA_ENGINE", "DIHYA_SCHEMA", "DIHYA_DSN");
    String place = Files.readString(workspace.resolve("place")).strip();
    String target =
        engine == Engine.SQLITE
            ? "sqlite:" + ground.tenant().target().database()
            : "postgresql://" + ground.login().user() + ":" + ground.login().password() + "@";
    assertThat(environment)
        .contains("HOME=" + place, "DIHYA_TENANT=t1", "DIHYA_ENGINE=" + engine.code())
        .anyMatch(line -> line.startsWith("DIHYA_DSN=" + target));
    assertThat(output()).hasSize(3);
    assertThat(output().getFirst()).startsWith("drwx------");
    assertThat(output().get(1)).isEqualTo(engine == Engine.SQLITE ? "" : "***");
    assertThat(output().getLast()).isEqualTo("# last line");
    assertThat(Path.of(place).getParent()).doesNotExist();
  }

  @Test
  void aProgramThatFailsIsToldWithItsLastWordsAndWithoutSecrets() throws IOException {
    prepare(Engine.POSTGRESQL);
    program(
        "idem",
        """
        echo ran >> $THERE/effects
        echo "connecting to $DIHYA_DSN"
        echo "password=canary-7d1f" >&2
        echo "Key (email)=(canary@example.org) already exists."
        i=0; while [ $i -lt 3000 ]; do echo "line $i of many, many lines of output ........"; i=$((i+1)); done
        echo "no such luck" >&2
        exit 3
        """);
    RunError error = failed();
    assertThat(error.message())
        .contains("common/" + V2 + "_fill.sh, on tenant t1, ended with exit code 3")
        .endsWith("no such luck");
    assertThat(error.errorClass()).isEqualTo("PROGRAM");
    assertThat(output()).hasSizeBetween(2500, 3003).contains("password=***");
    assertThat(output()).anyMatch(line -> line.matches("… \\d+ lines are left out …"));
    assertThat(output().toString() + error)
        .doesNotContain("canary")
        .doesNotContain(ground.login().password());
    assertThat(journal()).isEmpty();
    assertThat(ground.seen().history()).hasSize(1);

    program("idem", "echo corrected >> $THERE/effects\n");
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(effects()).containsExactly("ran", "corrected");
  }

  @Test
  void whatAProgramThatMayRunAgainChangedBeforeItFailedIsNoDrift() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "echo ran >> $THERE/effects; exit 1\n");
    Ears meddling =
        new Ears() {
          @Override
          public void applying(int statement, String migration) {
            ground.execute("CREATE TABLE half (id int)");
          }
        };
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), meddling))
        .isInstanceOf(RunOutcome.Failed.class);
    assertThat(journal())
        .singleElement()
        .extracting(JournalEntry::connection)
        .isEqualTo("program ended");
    program("idem", "echo corrected >> $THERE/effects\n");
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(effects()).containsExactly("ran", "corrected");
    assertThat(journal()).isEmpty();
    assertThat(ground.seen().drifted()).isFalse();
  }

  @Test
  void aProgramThatWillNotEndIsEndedWithAllThatItStarted() throws IOException {
    prepare(Engine.SQLITE);
    trial.limits =
        new ProgramRunner.Limits(Duration.ofMillis(700), Duration.ofMillis(200), 512 * MIB);
    program(
        "idem",
        """
        trap '' TERM
        sh -c 'echo $$ >> $THERE/pids; while :; do sleep 0.1; done' &
        setsid sh -c 'echo $$ >> $THERE/pids; while :; do sleep 0.1; done' &
        echo waiting
        wait
        """);
    RunError error = failed();
    assertThat(error.message())
        .contains("ran for longer than 700ms; the end of its output: waiting");
    assertThat(error.hint()).contains("migrations.scriptTimeout");
    List<String> pids = Files.readAllLines(workspace.resolve("pids"));
    assertThat(pids).hasSize(2);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pids).noneMatch(ProgramsIT::lives));
  }

  @Test
  void whatAProgramLeavesInTheBackgroundDoesNotGoOn() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "sh -c 'while :; do sleep 0.1; done' & echo $! > $THERE/pids\necho started\n");
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    String pid = Files.readString(workspace.resolve("pids")).strip();
    await().atMost(PATIENCE).until(() -> !lives(pid));
  }

  @Test
  void memoryIsLimited() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "x=$(head -c 40000000 /dev/zero | tr '\\0' x); echo ${#x}\n");
    trial.limits = ProgramRunner.Limits.of(Duration.ofSeconds(20), 24 * MIB);
    assertThat(failed().message()).contains("ended with exit code");
    trial.limits = ProgramRunner.Limits.of(Duration.ofSeconds(20), 1024 * MIB);
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(output()).containsExactly("40000000");
  }

  @Test
  void whoCancelsEndsTheProgram() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "echo here\nsleep 60\n");
    Ears impatient =
        new Ears() {
          @Override
          public void log(eu.dihya.rollout.LogLevel level, String text) {
            if (text.equals("| here")) {
              cancel.run();
            }
          }
        };
    RunError error = ApplyContract.failed(trial.run(trial.plan(PlanRequest.LATEST), impatient));
    assertThat(error.errorClass()).isEqualTo("CANCELLED");
    assertThat(error.message()).contains("because that was asked for");
  }

  @Test
  void whoLosesTheTargetEndsItsProgramAndRecordsNothing() throws IOException {
    prepare(Engine.POSTGRESQL);
    program("idem", "echo $$ > $THERE/pids\necho here\nsleep 60\necho late > $THERE/effects\n");
    Ears robbed =
        new Ears() {
          @Override
          public void log(eu.dihya.rollout.LogLevel level, String text) {
            if (text.equals("| here")) {
              ground.execute("UPDATE dihya_fence SET epoch = epoch + 1");
            }
          }
        };
    RunError error = ApplyContract.failed(trial.run(trial.plan(PlanRequest.LATEST), robbed));
    assertThat(error.errorClass()).isEqualTo("FENCED");
    String pid = Files.readString(workspace.resolve("pids")).strip();
    await().atMost(PATIENCE).until(() -> !lives(pid));
    assertThat(effects()).isEmpty();
    assertThat(ground.seen().history()).hasSize(1);
  }

  @Test
  void aProgramThatMayNotRunAgainNeedsAPolicy() throws IOException {
    prepare(Engine.SQLITE);
    program("ask", "echo ran >> $THERE/effects; exit 1\n");
    assertThatThrownBy(() -> trial.plan(PlanRequest.LATEST))
        .hasMessageContaining("_fill.sh:1:1: nobody could tell after a crash")
        .hasMessageContaining("declares that it may not be run again")
        .hasMessageContaining("undecided: stop, repeat, skip");
    trial.undecided(Undecided.STOP);
    assertThat(failed().message()).contains("ended with exit code 1");
    assertThat(journal())
        .extracting(JournalEntry::state)
        .containsExactly(JournalEntry.State.UNDECIDED);
    decide(doubt(latest()), false);
    assertThat(failed().message()).contains("ended with exit code 1");
    decide(doubt(latest()), true);
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(effects()).hasSize(2);
    assertThat(journal()).isEmpty();
  }

  /** Its server is killed in the middle of it. */
  private void killedInTheMiddle(Undecided policy) throws IOException {
    Path pids = workspace.resolve("pids");
    Process server = HaltingRun.start(ground, workspace, Integer.MAX_VALUE, policy);
    try {
      await()
          .atMost(PATIENCE.multipliedBy(3))
          .until(() -> Files.exists(pids) && Files.size(pids) > 1);
      server.destroyForcibly();
      assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      server.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE, idem, false",
    "SQLITE, ask, true",
    "POSTGRESQL, idem, true",
    "POSTGRESQL, ask, true"
  })
  void aProgramEndsWithItsServerAndRunsAgainIfItMay(
      Engine engine, String declared, boolean longForm) throws IOException {
    assumeTrue(!longForm || Boolean.getBoolean("dihya.tests.full"), "the long form only");
    prepare(engine);
    program(
        declared,
        """
        echo ran >> $THERE/effects
        if [ -e $THERE/pids ]; then exit 0; fi
        trap '' TERM HUP
        (sleep 60; echo late >> $THERE/effects) &
        echo $$ > $THERE/pids
        sleep 60
        echo late >> $THERE/effects
        """);
    boolean mayRunAgain = declared.equals("idem");
    Undecided policy = mayRunAgain ? Undecided.REFUSE : Undecided.STOP;
    trial.undecided(policy);
    killedInTheMiddle(policy);
    String pid = Files.readString(workspace.resolve("pids")).strip();
    RunOutcome outcome = latest();
    assertThat(lives(pid)).isFalse();
    if (!mayRunAgain) {
      Evidence evidence = doubt(outcome);
      assertThat(evidence.connection()).matches("program \\d+ started \\d+ on [0-9a-f]+");
      assertThat(effects()).containsExactly("ran");
      decide(evidence, true);
      outcome = latest();
    }
    assertThat(outcome).isInstanceOf(RunOutcome.Done.class);
    assertThat(effects()).isEqualTo(mayRunAgain ? List.of("ran", "ran") : List.of("ran"));
    assertThat(ground.seen().history()).hasSize(2);
    assertThat(journal()).isEmpty();
  }

  @Test
  void whatBeganOnAnotherMachineIsForAPersonToDecide() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "echo ran >> $THERE/effects\n");
    Ears fatal =
        new Ears() {
          @Override
          public void applying(int statement, String migration) {
            throw new Dead();
          }
        };
    assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
        .isInstanceOf(Dead.class);
    assertThat(journal())
        .singleElement()
        .satisfies(entry -> assertThat(entry.statementClass()).isEqualTo(StatementClass.IDEM));
    ground.execute(
        "UPDATE dihya_journal SET connection = 'program 4711 started 12 on 0123456789abcdef'");
    RunOutcome outcome = latest();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            RunOutcome.InDoubt.class,
            doubt -> assertThat(doubt.error().message()).contains("on another machine"));
    assertThat(effects()).isEmpty();
    decide(doubt(outcome), false);
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(effects()).containsExactly("ran");
  }

  @Test
  void aProgramOfAnEarlierAttemptThatStillRunsIsWaitedFor() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "kill -0 \"$(cat $THERE/pids)\" && echo beside || echo alone\n");
    Ears fatal =
        new Ears() {
          @Override
          public void applying(int statement, String migration) {
            throw new Dead();
          }
        };
    assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
        .isInstanceOf(Dead.class);
    Process earlier = new ProcessBuilder("setsid", "sleep", "1.5").start();
    Files.writeString(workspace.resolve("pids"), Long.toString(earlier.pid()));
    ground.execute(
        "UPDATE dihya_journal SET connection = '" + ProcessMark.of(earlier.pid()).text() + "'");
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(output()).contains("alone");
  }

  @Test
  void whatAPlanCannotDoWithAProgramIsSaid() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "echo ran >> $THERE/effects\n");
    assertThat(
            new Rehearsal(ground.connector(), ground.tenants(), trial::catalog, "test")
                .rehearse(trial.plan(PlanRequest.LATEST)))
        .isInstanceOfSatisfying(
            Rehearsal.Result.NotPossible.class,
            not -> assertThat(not.because()).contains("is a program, and a dry run runs none"));
    assertThat(effects()).isEmpty();
    assertThat(latest()).isInstanceOf(RunOutcome.Done.class);
    assertThatThrownBy(() -> trial.plan(V1))
        .hasMessageContaining("is a program, which has no way down");
    program("idem", "# another\n");
    assertThatThrownBy(() -> trial.plan(PlanRequest.LATEST))
        .hasMessageContaining("was changed after version " + V2 + " was applied");
  }

  @Test
  void aProgramIsSentToTheAddressThatWasChecked() throws IOException {
    prepare(Engine.POSTGRESQL);
    program("idem", "echo \"$DIHYA_DSN\" >> $THERE/effects\n");
    assertThat(tried("127.0.0.9").results()).allMatch(MigrationTests.Result::ok);
    assertThat(effects()).isNotEmpty().allMatch(dsn -> dsn.contains("@127.0.0.9:"));
    int before = effects().size();
    assertThat(tried("169.254.169.254").results())
        .filteredOn(result -> !result.ok())
        .isNotEmpty()
        .allMatch(result -> result.toString().contains("leads to 169.254.169.254"));
    assertThat(effects()).hasSize(before);
  }

  /** With programs that find the target's server at another address than all others do. */
  private MigrationTests tried(String address) {
    HostRules rules = HostRules.of(AllowedHosts.parse(List.of("127.0.0.0/8")));
    HostLookup hosts = new HostLookup(rules, host -> List.of(InetAddress.ofLiteral(address)));
    ProgramRunner programs =
        new ProgramRunner(ground.connector(), hosts, workspace.resolve("tests"), trial.limits);
    return new MigrationTest(ground.connector(), Optional.of(programs), "test")
        .run(trial.catalog(), List.of(ground.tenant()), Set.of());
  }

  @Test
  void aTestRunsProgramsOnTheScratchAndTwiceWhereTheyMay() throws IOException {
    prepare(Engine.SQLITE);
    program("idem", "echo \"$DIHYA_DSN\" >> $THERE/effects\n");
    trial.program(V3 + "_again.sh", "idem", "exit 4\n");
    ProgramRunner programs =
        new ProgramRunner(
            ground.connector(), HostLookup.ANY, workspace.resolve("tests"), trial.limits);
    MigrationTests tests =
        new MigrationTest(ground.connector(), Optional.of(programs), "test")
            .run(trial.catalog(), List.of(ground.tenant()), Set.of());
    assertThat(effects()).hasSize(2).allMatch(dsn -> dsn.contains("dihya_scratch_"));
    assertThat(tests.results())
        .extracting(MigrationTests.Result::ok)
        .containsExactly(true, true, false);
    assertThat(tests.results().get(1).steps())
        .extracting(MigrationTests.Step::step)
        .containsExactly(MigrationTests.Name.UP, MigrationTests.Name.UP_AGAIN);
    assertThat(tests.results().getLast().steps().getFirst().message()).contains("exit code 4");
  }

  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Evidence doubt(RunOutcome outcome) {
    assertThat(outcome).isInstanceOf(RunOutcome.InDoubt.class);
    Evidence evidence = ((RunOutcome.InDoubt) outcome).evidence();
    assertThat(evidence).isNotNull();
    return evidence;
  }

  private void decide(Evidence evidence, boolean applied) {
    trial.work().decide("t1", evidence, applied, Principal.POLICY);
  }
}
