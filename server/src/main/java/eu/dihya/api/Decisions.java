package eu.dihya.api;

import eu.dihya.rollout.RolloutEvent;

/** Events of a rollout in words. */
final class Decisions {
  private Decisions() {}

  static String action(RolloutEvent event) {
    return switch (event) {
      case RolloutEvent.Scheduled scheduled -> "scheduled for " + scheduled.at().words();
      case RolloutEvent.Started ignored -> "started";
      case RolloutEvent.StartHeld ignored -> "waits to be started";
      case RolloutEvent.GatesChecked checked ->
          "gates before " + checked.name() + (checked.passed() ? " passed" : " did not pass");
      case RolloutEvent.WaveAdmitted admitted -> "admitted " + admitted.name();
      case RolloutEvent.BudgetExceeded ignored -> "stopped by policy";
      case RolloutEvent.PauseAsked ignored -> "paused";
      case RolloutEvent.Resumed ignored -> "resumed";
      case RolloutEvent.DrainAsked ignored -> "draining";
      case RolloutEvent.AbortAsked ignored -> "aborted";
      case RolloutEvent.Retried retried -> "retried " + retried.tenants().size();
      case RolloutEvent.Skipped skipped -> "skipped " + skipped.tenants().size();
      case RolloutEvent.TenantsHeld held -> "held " + held.tenants().size();
      case RolloutEvent.Released released -> "released " + released.tenants().size();
      case RolloutEvent.Promoted promoted -> "promoted " + promoted.name();
      case RolloutEvent.RevertBegun begun -> "reverted by " + begun.by();
      case RolloutEvent.SignedOff signed -> "signed off: " + signed.verdict();
      case RolloutEvent.Decided decided ->
          "decided that it was "
              + (decided.applied() ? "applied on " : "not applied on ")
              + decided.tenant();
      case RolloutEvent.Amended amended ->
          "plan " + amended.planBefore() + " became " + amended.planAfter();
      case RolloutEvent.Recovered recovered -> "recovered " + recovered.interrupted().size();
      case RolloutEvent.Ended ended ->
          "ended: "
              + ended.done()
              + " done, "
              + ended.failed()
              + " failed, "
              + ended.notDone()
              + " not done";
    };
  }

  static String because(RolloutEvent event) {
    return switch (event) {
      case RolloutEvent.Scheduled ignored -> "";
      case RolloutEvent.Started ignored -> "";
      case RolloutEvent.StartHeld held -> held.because();
      case RolloutEvent.GatesChecked checked -> checked.because();
      case RolloutEvent.WaveAdmitted ignored -> "";
      case RolloutEvent.BudgetExceeded exceeded -> exceeded.because();
      case RolloutEvent.PauseAsked asked -> asked.reason();
      case RolloutEvent.Resumed resumed -> resumed.reason();
      case RolloutEvent.DrainAsked asked -> asked.reason();
      case RolloutEvent.AbortAsked asked -> asked.reason();
      case RolloutEvent.Retried retried -> retried.reason();
      case RolloutEvent.Skipped skipped -> skipped.reason();
      case RolloutEvent.TenantsHeld held -> held.reason();
      case RolloutEvent.Released released -> released.reason();
      case RolloutEvent.Promoted promoted -> promoted.reason();
      case RolloutEvent.RevertBegun begun -> begun.reason();
      case RolloutEvent.SignedOff signed -> signed.comment();
      case RolloutEvent.Decided decided -> decided.reason();
      case RolloutEvent.Amended amended -> amended.reason();
      case RolloutEvent.Recovered ignored -> "an earlier process ended in the middle";
      case RolloutEvent.Ended ignored -> "";
    };
  }
}
