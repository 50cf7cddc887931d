package eu.dihya.rollout.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.plan.Budget;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StartAt;
import eu.dihya.plan.StrategySpec;
import eu.dihya.rollout.PauseCause;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

  /**
   * Runs are letters: w waiting, i interrupted, p preparing, a applying, v verifying, d done, f
   * failed, h held, x in doubt; a wave in capitals is a canary.
   */
  @ParameterizedTest(name = "{0} {1}, {2} admitted, ended {3} min ago")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          running 0 | ww/www   | 0 |    | admit 0
          running 0 | ww/www   | 1 |    | run 1 2
          running 0 | aw/www   | 1 |    | run 2
          running 0 | apvwww   | 1 |    | wait
          running 0 | dd/www   | 1 |    | note
          running 0 | dd/www   | 1 | 0  | until 10
          running 0 | dd/www   | 1 | 9  | until 1
          running 0 | dd/www   | 1 | 10 | admit 1
          running 0 | dd/ddd   | 2 |    | end
          running 0 | fw/www   | 1 |    | stop 1 failure (limit 0)
          running 0 | fhxw     | 1 |    | stop 3 failures (limit 0)
          running 2 | fhw      | 1 |    | run 3
          running 1 | fhw      | 1 |    | stop 2 failures (limit 0)
          running 3 | fw       | 1 |    | run 2
          running 0 | FW/www   | 1 |    | run 2
          running 0 | FA/www   | 1 |    | wait
          running 0 | FD/www   | 1 |    | stop 1 failure in the canary (limit 0)
          running 1 | FD/www   | 1 |    | note
          draining  | daw      | 1 |    | wait
          draining  | ddw      | 1 |    | end
          draining  | diw      | 1 |    | run 2
          draining  | aiw      | 1 |    | run 2
          draining  | apiw     | 1 |    | run 3
          draining  | apvi     | 1 |    | wait
          aborting  | daw      | 1 |    | wait
          aborting  | diw      | 1 |    | end
          paused    | dww      | 1 |    | wait
          planned   | ww       | 0 |    | wait
          awaiting  | ww       | 0 |    | wait
          scheduled 7 | ww     | 0 |    | until 7
          scheduled 0 | ww     | 0 |    | start
          succeeded | dd       | 1 |    | wait
          partial   | df       | 1 |    | wait
          failed    | ff       | 1 |    | wait
          aborted   | dw       | 1 |    | wait
          """)
  void decides(
      String state, String runs, int admitted, @Nullable Integer endedAgo, String expected) {
    View view =
        new View(
            state(state),
            spec(),
            waves(runs),
            admitted,
            endedAgo == null ? null : NOW.minus(Duration.ofMinutes(endedAgo)),
            NOW);
    assertThat(shown(new Rolling().decide(view))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "servers {0}")
  @CsvSource({"aaaa, 1 2", "abab, 1 2 3", "abcd, 1 2 3", "aaab, 1 2 4"})
  void neverMoreAtOnceThanAllowed(String servers, String expected) {
    List<View.RunView> runs = new ArrayList<>();
    for (int index = 0; index < servers.length(); index++) {
      runs.add(
          new View.RunView(
              Integer.toString(index + 1),
              servers.substring(index, index + 1),
              new RunState.Waiting()));
    }
    View view =
        new View(
            new RolloutState.Running(0),
            spec(),
            List.of(new View.WaveView("W", false, runs)),
            1,
            null,
            NOW);
    assertThat(shown(new Rolling().decide(view))).isEqualTo("run " + expected);
  }

  private static StrategySpec spec() {
    return new StrategySpec(
        List.of(),
        new StrategySpec.Parallel(3, 2),
        new StrategySpec.FailureBudget(Budget.NONE, Budget.NONE),
        OnFailure.PAUSE,
        Duration.ofMinutes(10));
  }

  private static List<View.WaveView> waves(String runs) {
    List<View.WaveView> waves = new ArrayList<>();
    int number = 0;
    for (String wave : runs.split("/")) {
      List<View.RunView> members = new ArrayList<>();
      for (char run : wave.toLowerCase(java.util.Locale.ROOT).toCharArray()) {
        String tenant = Integer.toString(++number);
        members.add(new View.RunView(tenant, "server" + tenant, run(run)));
      }
      waves.add(new View.WaveView("W", Character.isUpperCase(wave.charAt(0)), members));
    }
    return waves;
  }

  private static RunState run(char letter) {
    RunError error = new RunError("x", "", null, null, 0, null, null, "OTHER");
    return switch (letter) {
      case 'w' -> new RunState.Waiting();
      case 'i' -> new RunState.Waiting(true);
      case 'p' -> new RunState.Preparing();
      case 'a' -> new RunState.Applying(1, "m");
      case 'v' -> new RunState.Verifying(1, "m");
      case 'd' -> new RunState.Done(1);
      case 'f' -> new RunState.Failed(error);
      case 'h' -> new RunState.Held("x");
      case 'x' -> new RunState.InDoubt(error, null);
      default -> throw new IllegalArgumentException("no state " + letter);
    };
  }

  private static RolloutState state(String text) {
    String[] words = text.split(" ");
    return switch (words[0]) {
      case "planned" -> new RolloutState.Planned();
      case "awaiting" -> new RolloutState.AwaitingApproval("");
      case "scheduled" ->
          new RolloutState.Scheduled(
              StartAt.of(NOW.plus(Duration.ofMinutes(Integer.parseInt(words[1]))).toString()));
      case "running" -> new RolloutState.Running(Integer.parseInt(words[1]));
      case "paused" -> new RolloutState.Paused(PauseCause.OPERATOR, "", 0);
      case "draining" -> new RolloutState.Draining("");
      case "aborting" -> new RolloutState.Aborting("");
      case "succeeded" -> new RolloutState.Succeeded();
      case "partial" -> new RolloutState.Partial("");
      case "failed" -> new RolloutState.Failed("");
      case "aborted" -> new RolloutState.Aborted("");
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String shown(Decision decision) {
    return switch (decision) {
      case Decision.Start ignored -> "start";
      case Decision.Run run -> "run " + String.join(" ", run.tenants());
      case Decision.AdmitWave admit -> "admit " + admit.wave();
      case Decision.NoteWaveEnd ignored -> "note";
      case Decision.Stop stop -> "stop " + stop.because();
      case Decision.End ignored -> "end";
      case Decision.Wait ignored -> "wait";
      case Decision.WaitUntil until -> "until " + Duration.between(NOW, until.at()).toMinutes();
    };
  }
}
