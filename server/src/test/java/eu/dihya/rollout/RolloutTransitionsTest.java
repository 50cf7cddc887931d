package eu.dihya.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StartAt;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutTransitionsTest {
  private static final StartAt AT = StartAt.of("2026-12-06T02:00[Europe/Paris]");
  private static final Map<String, RolloutState> STATES =
      Map.ofEntries(
          Map.entry("planned", new RolloutState.Planned()),
          Map.entry("awaiting", new RolloutState.AwaitingApproval("1 approver")),
          Map.entry("scheduled", new RolloutState.Scheduled(AT)),
          Map.entry("running", new RolloutState.Running(1)),
          Map.entry("policy", new RolloutState.Paused(PauseCause.POLICY, "budget", 1)),
          Map.entry("operator", new RolloutState.Paused(PauseCause.OPERATOR, "asked", 1)),
          Map.entry("draining", new RolloutState.Draining("drain")),
          Map.entry("aborting", new RolloutState.Aborting("abort")),
          Map.entry("succeeded", new RolloutState.Succeeded()),
          Map.entry("partial", new RolloutState.Partial("p")),
          Map.entry("failed", new RolloutState.Failed("f")),
          Map.entry("aborted", new RolloutState.Aborted("a")));

  private static final Map<String, RolloutEvent> EVENTS =
      Map.ofEntries(
          Map.entry("schedule", new RolloutEvent.Scheduled(AT)),
          Map.entry("started", new RolloutEvent.Started()),
          Map.entry("held", new RolloutEvent.StartHeld("1 security")),
          Map.entry("gates-pass", gates(GateResult.passed("probe a", "fine"))),
          Map.entry(
              "gates-fail",
              gates(GateResult.passed("probe a", "fine"), GateResult.failed("query b", "rows"))),
          Map.entry("gates-unknown", gates(GateResult.inconclusive("probe a", "no answer"))),
          Map.entry("admitted", new RolloutEvent.WaveAdmitted(0, "Wave 1")),
          Map.entry("budget-pause", new RolloutEvent.BudgetExceeded(OnFailure.PAUSE, "3 failures")),
          Map.entry("budget-drain", new RolloutEvent.BudgetExceeded(OnFailure.DRAIN, "3 failures")),
          Map.entry("budget-abort", new RolloutEvent.BudgetExceeded(OnFailure.ABORT, "3 failures")),
          Map.entry("pause", new RolloutEvent.PauseAsked(PauseCause.OPERATOR, "lunch")),
          Map.entry("resume", new RolloutEvent.Resumed("go", 4)),
          Map.entry("drain", new RolloutEvent.DrainAsked("enough")),
          Map.entry("abort", new RolloutEvent.AbortAsked("stop")),
          Map.entry("retry", new RolloutEvent.Retried(List.of("a"), "again", 2)),
          Map.entry("skip", new RolloutEvent.Skipped(List.of("a"), "no", 0)),
          Map.entry("hold", new RolloutEvent.TenantsHeld(List.of("a"), "wait")),
          Map.entry("release", new RolloutEvent.Released(List.of("a"), "go", 2)),
          Map.entry("promote", new RolloutEvent.Promoted(1, "Wave 1", "seen")),
          Map.entry("revert", new RolloutEvent.RevertBegun("R-0002", "back")),
          Map.entry("sign-off", new RolloutEvent.SignedOff(SignOff.Verdict.OK, "fine")),
          Map.entry("amend", new RolloutEvent.Amended("P-0001", "P-0002", "fixed")),
          Map.entry("recover", new RolloutEvent.Recovered(List.of("a"))),
          Map.entry("ended-well", new RolloutEvent.Ended(3, 0, 0)),
          Map.entry("ended-partly", new RolloutEvent.Ended(1, 1, 1)),
          Map.entry("ended-badly", new RolloutEvent.Ended(0, 2, 1)));

  /**
   * Every cell: a word of the state that follows with the failures borne, {@code =} for no change,
   * {@code -} refused.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          event        | planned   | awaiting  | scheduled | running     | policy    | operator  | draining  | aborting | succeeded | partial   | failed    | aborted
          schedule     | scheduled | scheduled | -         | -           | -         | -         | -         | -        | -         | -         | -         | -
          started      | running 0 | running 0 | running 0 | -           | -         | -         | -         | -        | -         | -         | -         | -
          held         | awaiting-approval | awaiting-approval | awaiting-approval | - | - | - | - | - | - | - | - | -
          gates-pass   | -         | -         | -         | =           | -         | -         | -         | -        | -         | -         | -         | -
          gates-fail   | -         | -         | -         | paused 1    | -         | -         | -         | -        | -         | -         | -         | -
          gates-unknown| -         | -         | -         | paused 1    | -         | -         | -         | -        | -         | -         | -         | -
          admitted     | -         | -         | -         | =           | -         | -         | -         | -        | -         | -         | -         | -
          budget-pause | -         | -         | -         | paused 1    | -         | -         | -         | -        | -         | -         | -         | -
          budget-drain | -         | -         | -         | draining    | -         | -         | -         | -        | -         | -         | -         | -
          budget-abort | -         | -         | -         | aborting    | -         | -         | -         | -        | -         | -         | -         | -
          pause        | -         | -         | -         | paused 1    | -         | -         | -         | -        | -         | -         | -         | -
          resume       | -         | -         | -         | -           | running 4 | running 4 | -         | -        | -         | -         | -         | -
          drain        | -         | -         | -         | draining    | draining  | draining  | -         | -        | -         | -         | -         | -
          abort        | aborting  | aborting  | aborting  | aborting    | aborting  | aborting  | aborting  | -        | -         | -         | -         | -
          retry        | -         | -         | -         | running 2   | running 2 | paused 2  | -         | -        | -         | running 2 | running 2 | -
          skip         | -         | -         | -         | running 0   | paused 0  | paused 0  | -         | -        | -         | -         | -         | -
          hold         | -         | -         | -         | =           | =         | =         | -         | -        | -         | -         | -         | -
          release      | -         | -         | -         | =           | =         | =         | -         | -        | -         | running 2 | running 2 | -
          promote      | -         | -         | -         | =           | -         | -         | -         | -        | -         | -         | -         | -
          revert       | -         | -         | -         | -           | -         | -         | -         | -        | =         | =         | =         | =
          sign-off     | -         | -         | -         | -           | -         | -         | -         | -        | =         | =         | =         | =
          amend        | -         | -         | -         | =           | =         | =         | -         | -        | -         | =         | =         | -
          recover      | =         | =         | =         | =           | =         | =         | =         | =        | -         | -         | -         | -
          ended-well   | -         | -         | -         | succeeded   | succeeded | succeeded | succeeded | aborted  | -         | -         | -         | -
          ended-partly | -         | -         | -         | partial     | partial   | partial   | partial   | aborted  | -         | -         | -         | -
          ended-badly  | -         | -         | -         | failed      | failed    | failed    | failed    | aborted  | -         | -         | -         | -
          """)
  void everyCellOfTheTable(
      String event,
      String planned,
      String awaiting,
      String scheduled,
      String running,
      String policy,
      String operator,
      String draining,
      String aborting,
      String succeeded,
      String partial,
      String failed,
      String aborted) {
    check("planned", event, planned);
    check("awaiting", event, awaiting);
    check("scheduled", event, scheduled);
    check("running", event, running);
    check("policy", event, policy);
    check("operator", event, operator);
    check("draining", event, draining);
    check("aborting", event, aborting);
    check("succeeded", event, succeeded);
    check("partial", event, partial);
    check("failed", event, failed);
    check("aborted", event, aborted);
  }

  private static RolloutEvent gates(GateResult... results) {
    return new RolloutEvent.GatesChecked(1, "Wave 2", List.of(results));
  }

  private static void check(String stateName, String eventName, String expected) {
    RolloutState state = STATES.get(stateName);
    RolloutEvent event = EVENTS.get(eventName);
    if (expected.equals("-")) {
      assertThatThrownBy(() -> RolloutTransitions.apply(state, event))
          .as(stateName + " × " + eventName)
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
          .hasMessageContaining(state.word());
      return;
    }
    RolloutState next = RolloutTransitions.apply(state, event);
    if (expected.equals("=")) {
      assertThat(next).isSameAs(state);
    } else {
      assertThat(shown(next)).as(stateName + " × " + eventName).isEqualTo(expected);
    }
  }

  private static String shown(RolloutState state) {
    return switch (state) {
      case RolloutState.Running running -> "running " + running.borne();
      case RolloutState.Paused paused -> "paused " + paused.borne();
      case RolloutState.Aborting ignored -> "aborting";
      case RolloutState.Planned ignored -> state.word();
      case RolloutState.AwaitingApproval ignored -> state.word();
      case RolloutState.Scheduled ignored -> state.word();
      case RolloutState.Draining ignored -> state.word();
      case RolloutState.Succeeded ignored -> state.word();
      case RolloutState.Partial ignored -> state.word();
      case RolloutState.Failed ignored -> state.word();
      case RolloutState.Aborted ignored -> state.word();
    };
  }

  static Stream<String> states() {
    return STATES.keySet().stream();
  }

  /** The page must not offer what the state machine refuses, nor hide what it allows. */
  @ParameterizedTest
  @MethodSource("states")
  void actionsAgreeWithTheTable(String name) {
    Map<RolloutAction, String> events =
        Map.ofEntries(
            Map.entry(RolloutAction.PAUSE, "pause"),
            Map.entry(RolloutAction.RESUME, "resume"),
            Map.entry(RolloutAction.DRAIN, "drain"),
            Map.entry(RolloutAction.ABORT, "abort"),
            Map.entry(RolloutAction.RETRY, "retry"),
            Map.entry(RolloutAction.SKIP, "skip"),
            Map.entry(RolloutAction.HOLD, "hold"),
            Map.entry(RolloutAction.RELEASE, "release"),
            Map.entry(RolloutAction.PROMOTE, "promote"),
            Map.entry(RolloutAction.REVERT, "revert"),
            Map.entry(RolloutAction.SIGN_OFF, "sign-off"));
    RolloutState state = STATES.get(name);
    for (RolloutAction action : RolloutAction.values()) {
      boolean possible = true;
      try {
        RolloutTransitions.apply(state, EVENTS.get(events.get(action)));
      } catch (DihyaException e) {
        possible = false;
      }
      assertThat(action.refusal(Bench.dwelling(state)).isEmpty())
          .as(action + " in " + name)
          .isEqualTo(possible);
      assertThat(RolloutAction.of(action.code())).contains(action);
    }
    assertThat(RolloutAction.of("explode")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("states")
  void anEndIsToldWithItsCountsAndItsReason(String name) {
    RolloutState state = STATES.get(name);
    assertThat(state.finished())
        .isEqualTo(List.of("succeeded", "partial", "failed", "aborted").contains(name));
    if (name.equals("draining")) {
      assertThat(RolloutTransitions.apply(state, EVENTS.get("ended-partly")).explanation())
          .isEqualTo("drain; 1 done, 1 failed, 1 not done");
    }
    if (name.equals("running")) {
      assertThat(RolloutTransitions.apply(state, EVENTS.get("ended-badly")).explanation())
          .isEqualTo("0 done, 2 failed, 1 not done");
    }
    if (name.equals("aborting")) {
      assertThat(RolloutTransitions.apply(state, EVENTS.get("ended-well")).explanation())
          .isEqualTo("abort");
    }
    assertThat(state.word()).isNotBlank();
  }
}
