package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The things that a person can ask for beyond stopping and going on. Pure. */
final class Verbs {
  private Verbs() {}

  /** Nothing but that this happens. */
  static Asked just(RolloutEvent event) {
    return standing -> Asked.Change.of(standing, event, List.of());
  }

  /** Goes on; the failures so far were there to be seen. */
  static Asked resume(String reason) {
    return standing ->
        Asked.Change.of(
            standing, new RolloutEvent.Resumed(reason, standing.unsuccessful().size()), List.of());
  }

  /** Failed, held and in-doubt tenants wait again. */
  static Asked retry(RunChoice choice, String reason) {
    return standing -> {
      standing.reverted().ifPresent(because -> refuse(RolloutAction.RETRY, standing, because));
      List<RunRecord> failed = standing.unsuccessful();
      List<RunRecord> chosen = choice.among(failed, standing.rollout().id(), "failed or held");
      int left = failed.size() - chosen.size();
      return Asked.Change.of(
          standing, new RolloutEvent.Retried(tenants(chosen), reason, left), again(chosen));
    };
  }

  /** Leaves tenants out of this rollout. */
  static Asked skip(RunChoice choice, String reason) {
    return standing -> {
      allowed(RolloutAction.SKIP, standing);
      List<RunRecord> chosen =
          choice.allAmong(
              standing.skippable(),
              standing.runs(),
              standing.rollout().id(),
              "waiting, failed or held");
      int left =
          (int) standing.unsuccessful().stream().filter(failed -> !chosen.contains(failed)).count();
      return Asked.Change.of(
          standing,
          new RolloutEvent.Skipped(tenants(chosen), reason, left),
          all(chosen, run -> run.in(new RunState.Skipped(reason))));
    };
  }

  /** Keeps waiting tenants from being admitted until they are released. */
  static Asked hold(RunChoice choice, String reason) {
    return standing -> {
      allowed(RolloutAction.HOLD, standing);
      List<RunRecord> chosen =
          choice.allAmong(standing.waiting(), standing.runs(), standing.rollout().id(), "waiting");
      return Asked.Change.of(
          standing,
          new RolloutEvent.TenantsHeld(tenants(chosen), reason),
          all(chosen, run -> run.in(new RunState.Held(reason, true))));
    };
  }

  /** Tenants that a person holds or has left out wait again. */
  static Asked release(RunChoice choice, String reason) {
    return standing -> {
      allowed(RolloutAction.RELEASE, standing);
      List<RunRecord> chosen =
          choice.allAmong(
              standing.setAside(), standing.runs(), standing.rollout().id(), "held or skipped");
      int failures = standing.unsuccessful().size();
      return Asked.Change.of(
          standing, new RolloutEvent.Released(tenants(chosen), reason, failures), again(chosen));
    };
  }

  /** The dwell counts as over; whatever else is asked before a wave is still asked. */
  static Asked promote(String reason) {
    return standing -> {
      allowed(RolloutAction.PROMOTE, standing);
      RolloutRecord rollout = standing.rollout();
      Instant ended =
          Optional.ofNullable(rollout.waveEndedAt())
              .orElseThrow()
              .minus(standing.plan().request().strategy().dwell());
      int wave = rollout.admittedWaves();
      return new Asked.Change(
          rollout.waveEnded(ended),
          new RolloutEvent.Promoted(wave, standing.plan().waves().get(wave).name(), reason),
          List.of(),
          standing.plan());
    };
  }

  /** Another plan for the same tenants; who is done and has something new to do waits again. */
  static Asked amend(Plan amended, String reason) {
    return standing -> {
      standing.reverted().ifPresent(because -> refuse(RolloutAction.RETRY, standing, because));
      RolloutRecord rollout = standing.rollout();
      if (standing.atWork()) {
        throw new DihyaException(
            ErrorCode.CONFLICT,
            "rollout "
                + rollout.id()
                + " has tenants at work; pause it and wait until they have finished before its"
                + " plan is changed");
      }
      return new Asked.Change(
          rollout.withPlan(amended.id(), NewRollout.title(amended)),
          new RolloutEvent.Amended(standing.plan().id(), amended.id(), reason),
          again(doneWithMoreIn(amended, standing.runs())),
          amended);
    };
  }

  /** Another rollout undoes it from now on. */
  static Asked revertedBy(String rollout, String reason) {
    return standing -> {
      allowed(RolloutAction.REVERT, standing);
      return new Asked.Change(
          standing.rollout().with(standing.rollout().aftermath().revertedBy(rollout)),
          new RolloutEvent.RevertBegun(rollout, reason),
          List.of(),
          standing.plan());
    };
  }

  /** Closes the report. */
  static Asked signOff(SignOff by) {
    return standing -> {
      allowed(RolloutAction.SIGN_OFF, standing);
      return new Asked.Change(
          standing.rollout().signed(by),
          new RolloutEvent.SignedOff(by.verdict(), by.comment()),
          List.of(),
          standing.plan());
    };
  }

  private static List<RunRecord> doneWithMoreIn(Plan amended, List<RunRecord> runs) {
    Map<String, RunRecord> byTenant =
        runs.stream().collect(Collectors.toMap(RunRecord::tenant, Function.identity()));
    List<RunRecord> again = new ArrayList<>();
    for (TenantPlan tenant : amended.tenants()) {
      RunRecord run = byTenant.get(tenant.tenant());
      if (run != null && run.state() instanceof RunState.Done && !tenant.steps().isEmpty()) {
        again.add(run);
      }
    }
    return again;
  }

  /**
   * @throws DihyaException CONFLICT that says why it is not possible now
   */
  static void allowed(RolloutAction action, Standing standing) {
    action.refusal(standing).ifPresent(because -> refuse(action, standing, because));
  }

  private static void refuse(RolloutAction action, Standing standing, String because) {
    throw new DihyaException(
        ErrorCode.CONFLICT,
        "'"
            + action.code()
            + "' is not possible in "
            + standing.rollout().id()
            + " now: "
            + because);
  }

  private static List<String> tenants(List<RunRecord> runs) {
    return runs.stream().map(RunRecord::tenant).toList();
  }

  private static List<RunRecord> again(List<RunRecord> runs) {
    return all(runs, RunRecord::again);
  }

  private static List<RunRecord> all(List<RunRecord> runs, Function<RunRecord, RunRecord> change) {
    return runs.stream().map(change).toList();
  }
}
