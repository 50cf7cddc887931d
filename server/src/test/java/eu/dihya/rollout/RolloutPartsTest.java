package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutPartsTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  @TempDir Path directory;

  static Stream<RolloutState> rolloutStates() {
    return Stream.of(
        new RolloutState.Planned(),
        new RolloutState.AwaitingApproval("x"),
        new RolloutState.Running(2),
        new RolloutState.Paused(PauseCause.SHUTDOWN, "x", 1),
        new RolloutState.Draining("x"),
        new RolloutState.Aborting("x"),
        new RolloutState.Succeeded(),
        new RolloutState.Partial("x"),
        new RolloutState.Failed("x"),
        new RolloutState.Aborted("x"));
  }

  @ParameterizedTest
  @MethodSource("rolloutStates")
  void statesOfARolloutComeBackAsTheyWereWritten(RolloutState state) {
    assertThat(Json.read(Json.write(state), RolloutState.class)).isEqualTo(state);
    assertThat(state.explanation().isEmpty())
        .isEqualTo(Json.tree(Json.write(state)).findValue("because") == null);
  }

  static Stream<RolloutEvent> events() {
    return Stream.of(
        new RolloutEvent.Started(),
        new RolloutEvent.StartHeld("x"),
        new RolloutEvent.WaveAdmitted(1, "Wave 1"),
        new RolloutEvent.BudgetExceeded(OnFailure.ABORT, "x"),
        new RolloutEvent.PauseAsked(PauseCause.POLICY, "x"),
        new RolloutEvent.Resumed("x", 3),
        new RolloutEvent.DrainAsked("x"),
        new RolloutEvent.AbortAsked("x"),
        new RolloutEvent.Retried(List.of("a"), "x", 1),
        new RolloutEvent.Skipped(List.of("a"), "x", 1),
        new RolloutEvent.TenantsHeld(List.of("a"), "x"),
        new RolloutEvent.Released(List.of("a"), "x", 1),
        new RolloutEvent.Promoted(1, "Wave 1", "x"),
        new RolloutEvent.RevertBegun("R-0002", "x"),
        new RolloutEvent.SignedOff(SignOff.Verdict.KO, "x"),
        new RolloutEvent.Amended("P-0001", "P-0002", "x"),
        new RolloutEvent.Recovered(List.of("a")),
        new RolloutEvent.Ended(1, 2, 3));
  }

  @ParameterizedTest
  @MethodSource("events")
  void eventsComeBackAsTheyWereWritten(RolloutEvent event) {
    assertThat(Json.read(Json.write(event), RolloutEvent.class)).isEqualTo(event);
  }

  @Test
  void aStateOfAnEarlierVersionIsRead() {
    assertThat(Json.read("{\"type\":\"preparing\"}", RunState.class))
        .isEqualTo(new RunState.Preparing());
  }

  static Stream<RunState> runStates() {
    return Stream.of(
        new RunState.Waiting(),
        new RunState.Waiting(true),
        new RunState.Preparing(),
        new RunState.Preparing(
            new RunState.Orphan("4711", Instant.EPOCH, "ALTER TABLE people ADD phone int")),
        new RunState.Applying(1, "m"),
        new RunState.Verifying(2, "m"),
        new RunState.Done(3),
        new RunState.Failed(FakeWork.error("SYNTAX")),
        new RunState.Held("drifted"),
        new RunState.Held("until Monday", true),
        new RunState.Skipped("left the house"),
        new RunState.InDoubt(FakeWork.error("IN_DOUBT"), null));
  }

  @ParameterizedTest
  @MethodSource("runStates")
  void statesOfARunComeBackAsTheyWereWritten(RunState state) {
    assertThat(Json.read(Json.write(state), RunState.class)).isEqualTo(state);
    assertThat(Json.tree(Json.write(state)).get("type").asText()).isEqualTo(state.word());
    List<Mark> working = List.of(Mark.PREPARING, Mark.RUNNING, Mark.VERIFYING);
    assertThat(state.active()).isEqualTo(working.contains(state.mark()));
    assertThat(state.mark().code()).isLowerCase();
  }

  @Test
  void aRunThatAnOlderVersionStoredAsWaitingIsRead() {
    assertThat(Json.read("{\"type\":\"waiting\"}", RunState.class))
        .isEqualTo(new RunState.Waiting(false));
  }

  @Test
  void recordsComeBackAsTheyWereWritten() {
    RolloutRecord rollout =
        new RolloutRecord(
            "R-0001",
            3,
            "title",
            "P-0001",
            new RolloutState.Running(0),
            NOW,
            NOW,
            Bench.ANYA.principal(),
            null,
            1,
            NOW,
            null,
            new Aftermath(
                "R-0002", new SignOff(SignOff.Verdict.OK, "x", Bench.ANYA.principal(), NOW)));
    assertThat(Json.read(Json.write(rollout), RolloutRecord.class)).isEqualTo(rollout);
    Attempt attempt =
        new Attempt(
            1,
            "failed",
            NOW,
            NOW,
            FakeWork.error("SYNTAX"),
            List.of(new Attempt.StatementRun("m", 1, "m.sql:1:1", "SELECT 1", 4, -1)));
    assertThat(Json.read(Json.write(attempt), Attempt.class)).isEqualTo(attempt);
    RunRecord run =
        RunRecord.waiting("a", 1).started(NOW).counted(4).ended(new RunState.Done(4), NOW);
    assertThat(Json.read(Json.write(run), RunRecord.class)).isEqualTo(run);
  }

  @ParameterizedTest(name = "{0} runs done in {1} ms each, {2} left, {3} at once")
  @CsvSource({
    "0, 1000, 5, 4, ''",
    "3, 1000, 0, 4, ''",
    "4, 1000, 5, 4, 2-2 of 4",
    "1, 1, 1, 1, 1-1 of 1"
  })
  void theTimeLeftIsDrawnFromWhatWasSeen(
      int done, long millis, int left, int parallel, String expected) {
    List<RunRecord> runs = new ArrayList<>();
    for (int number = 0; number < done; number++) {
      runs.add(
          RunRecord.waiting("d" + number, 0)
              .started(NOW)
              .ended(new RunState.Done(1), NOW.plusMillis(millis)));
    }
    for (int number = 0; number < left; number++) {
      runs.add(RunRecord.waiting("w" + number, 0));
    }
    runs.add(
        RunRecord.waiting("f", 0)
            .started(NOW)
            .ended(new RunState.Failed(FakeWork.error("X")), NOW.plusSeconds(900)));
    String eta =
        Eta.of(runs, parallel)
            .map(found -> found.lowSeconds() + "-" + found.highSeconds() + " of " + found.basis())
            .orElse("");
    assertThat(eta).isEqualTo(expected);
  }

  @Test
  void theSlowEndOfTheRangeIsSlower() {
    List<RunRecord> runs = new ArrayList<>(List.of(RunRecord.waiting("w", 0)));
    for (int number = 1; number <= 10; number++) {
      runs.add(
          RunRecord.waiting("d" + number, 0)
              .started(NOW)
              .ended(new RunState.Done(1), NOW.plusSeconds(number)));
    }
    assertThat(Eta.of(runs, 1)).contains(new Eta(6, 10, 10));
  }

  @Test
  void aLogIsReadFromTheEndAndSearched() {
    RunLogs logs = new RunLogs(directory);
    assertThat(read(logs, "a", new RunLogs.Wanted(0, "", 5)))
        .isEqualTo(new RunLogs.Found(List.of(), 0));
    for (int number = 1; number <= 5; number++) {
      logs.append("R-0001", "a", NOW, LogLevel.INFO, "Line " + number);
    }
    assertThat(logs.append("R-0001", "b", NOW, LogLevel.ERROR, "é\nⵣ"))
        .isEqualTo(new LogLine(1, NOW, "error", "é\nⵣ"));
    assertThat(read(logs, "a", new RunLogs.Wanted(1, "LINE", 2)).lines())
        .extracting(LogLine::seq)
        .containsExactly(4L, 5L);
    assertThat(read(logs, "a", new RunLogs.Wanted(1, "LINE", 2)).total()).isEqualTo(4);
    assertThat(read(logs, "a", new RunLogs.Wanted(0, "line 3", 9)).lines())
        .extracting(LogLine::seq)
        .containsExactly(3L);
    assertThat(read(logs, "b", new RunLogs.Wanted(0, "", 9)).lines())
        .extracting(LogLine::text)
        .containsExactly("é\nⵣ");
  }

  private static RunLogs.Found read(RunLogs logs, String tenant, RunLogs.Wanted wanted) {
    return logs.read(everything(), new RunLogs.Run("R-0001", tenant), wanted);
  }

  @Test
  void aLogOutsideOfTheScopeHasNoLines() {
    RunLogs logs = new RunLogs(directory);
    logs.append("R-0001", "a", NOW, LogLevel.INFO, "secret of a");
    var all = new RunLogs.Wanted(0, "", 9);
    assertThat(logs.read(TenantScope.only(List.of("b")), new RunLogs.Run("R-0001", "a"), all))
        .isEqualTo(new RunLogs.Found(List.of(), 0));
    assertThat(logs.read(TenantScope.only(List.of("a")), new RunLogs.Run("R-0001", "a"), all))
        .isEqualTo(read(logs, "a", all));
  }

  /** A process that dies may leave any prefix of a line. */
  @Test
  void aLineCutAnywhereCostsThatLineOnly() throws IOException {
    new RunLogs(directory).append("R-0001", "a", NOW, LogLevel.INFO, "whole");
    Path file = new RunLogs(directory).file("R-0001", "a");
    byte[] line =
        Json.write(new LogLine(2, NOW, "info", "ⵣ } \" é"))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] before = Files.readAllBytes(file);
    for (int cut = 0; cut < line.length; cut++) {
      Files.write(file, before);
      Files.write(file, java.util.Arrays.copyOf(line, cut), StandardOpenOption.APPEND);
      RunLogs next = new RunLogs(directory);
      assertThat(next.append("R-0001", "a", NOW, LogLevel.INFO, "after").seq()).isEqualTo(2);
      assertThat(read(next, "a", new RunLogs.Wanted(0, "", 9)).lines())
          .extracting(LogLine::text)
          .containsExactly("whole", "after");
    }
  }

  @Test
  void anEmptyLogAndALogThatCannotBeWrittenAreTold() throws IOException {
    RunLogs logs = new RunLogs(directory);
    Files.createDirectories(directory.resolve("R-0001"));
    Files.createFile(logs.file("R-0001", "a"));
    assertThat(logs.append("R-0001", "a", NOW, LogLevel.WARN, "x").seq()).isEqualTo(1);
    Files.createDirectories(logs.file("R-0001", "b"));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> logs.append("R-0001", "b", NOW, LogLevel.DEBUG, "x"))
        .hasMessageContaining("the log");
  }

  @Test
  void titlesNameTheLastMigration() {
    assertThat(NewRollout.title(Bench.plan(StrategySpec.DEFAULT, List.of())))
        .isEqualTo("nothing to do");
    assertThat(
            NewRollout.title(
                Bench.plan(
                    StrategySpec.DEFAULT, List.of(new Wave("Wave 1", false, List.of("a1"))))))
        .isEqualTo("20250101_0900_m");
  }
}
