package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StartAt;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that happened to a rollout as a whole. Each is stored with the state that it leads to.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RolloutEvent.Scheduled.class, name = "scheduled"),
  @JsonSubTypes.Type(value = RolloutEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = RolloutEvent.StartHeld.class, name = "start-held"),
  @JsonSubTypes.Type(value = RolloutEvent.GatesChecked.class, name = "gates-checked"),
  @JsonSubTypes.Type(value = RolloutEvent.WaveAdmitted.class, name = "wave-admitted"),
  @JsonSubTypes.Type(value = RolloutEvent.BudgetExceeded.class, name = "budget-exceeded"),
  @JsonSubTypes.Type(value = RolloutEvent.PauseAsked.class, name = "pause-asked"),
  @JsonSubTypes.Type(value = RolloutEvent.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = RolloutEvent.DrainAsked.class, name = "drain-asked"),
  @JsonSubTypes.Type(value = RolloutEvent.AbortAsked.class, name = "abort-asked"),
  @JsonSubTypes.Type(value = RolloutEvent.Retried.class, name = "retried"),
  @JsonSubTypes.Type(value = RolloutEvent.Skipped.class, name = "skipped"),
  @JsonSubTypes.Type(value = RolloutEvent.TenantsHeld.class, name = "tenants-held"),
  @JsonSubTypes.Type(value = RolloutEvent.Released.class, name = "released"),
  @JsonSubTypes.Type(value = RolloutEvent.Promoted.class, name = "promoted"),
  @JsonSubTypes.Type(value = RolloutEvent.RevertBegun.class, name = "revert-begun"),
  @JsonSubTypes.Type(value = RolloutEvent.SignedOff.class, name = "signed-off"),
  @JsonSubTypes.Type(value = RolloutEvent.Decided.class, name = "decided"),
  @JsonSubTypes.Type(value = RolloutEvent.Amended.class, name = "amended"),
  @JsonSubTypes.Type(value = RolloutEvent.Recovered.class, name = "recovered"),
  @JsonSubTypes.Type(value = RolloutEvent.Ended.class, name = "ended")
})
public sealed interface RolloutEvent {
  /** It is to start later. */
  record Scheduled(StartAt at) implements RolloutEvent {}

  record Started() implements RolloutEvent {}

  /** It is to start and cannot yet: approvals are missing, or targets have changed. */
  record StartHeld(String because) implements RolloutEvent {}

  /** The gates before a wave were looked at. */
  record GatesChecked(int wave, String name, List<GateResult> results) implements RolloutEvent {
    public GatesChecked {
      results = List.copyOf(results);
    }

    public boolean passed() {
      return results.stream().allMatch(GateResult::holds);
    }

    /** What was seen, of the gates that do not hold where there are any. */
    public String because() {
      return results.stream()
          .filter(result -> passed() || !result.holds())
          .filter(result -> !result.gate().isEmpty())
          .map(GateResult::toString)
          .collect(Collectors.joining("; "));
    }
  }

  /** All members of a wave may run from now on. */
  record WaveAdmitted(int wave, String name) implements RolloutEvent {}

  /** More failures than the budget bears. */
  record BudgetExceeded(OnFailure then, String because) implements RolloutEvent {}

  record PauseAsked(PauseCause cause, String reason) implements RolloutEvent {}

  /**
   * A person goes on.
   *
   * @param failures number of failed tenants that were there to be seen
   */
  record Resumed(String reason, int failures) implements RolloutEvent {}

  record DrainAsked(String reason) implements RolloutEvent {}

  record AbortAsked(String reason) implements RolloutEvent {}

  /** Failed or held tenants are to be tried again. */
  record Retried(List<String> tenants, String reason, int failuresLeft) implements RolloutEvent {}

  /** A person left tenants out. */
  record Skipped(List<String> tenants, String reason, int failuresLeft) implements RolloutEvent {}

  /** A person holds tenants that waited. */
  record TenantsHeld(List<String> tenants, String reason) implements RolloutEvent {}

  /**
   * Tenants that a person held or had left out wait again.
   *
   * @param failures number of failed tenants that were there to be seen
   */
  record Released(List<String> tenants, String reason, int failures) implements RolloutEvent {}

  /** A person cut the dwell before a wave short. */
  record Promoted(int wave, String name, String reason) implements RolloutEvent {}

  /** Another rollout began to undo what this one applied. */
  record RevertBegun(String by, String reason) implements RolloutEvent {}

  /** A person closed its report. */
  record SignedOff(SignOff.Verdict verdict, String comment) implements RolloutEvent {}

  /** A person said what became of a statement; the tenant is to be tried again. */
  record Decided(String tenant, boolean applied, String reason, int failuresLeft)
      implements RolloutEvent {}

  /** The plan was made anew from the catalogue as it is now. */
  record Amended(String planBefore, String planAfter, String reason) implements RolloutEvent {}

  /** An earlier process ended in the middle; these runs were open. */
  record Recovered(List<String> interrupted) implements RolloutEvent {}

  /** Nothing is left to do. */
  record Ended(int done, int failed, int notDone) implements RolloutEvent {}

  /**
   * What a scope sees of it: its own tenants, no figures of all, and no reason but one that was
   * given for one of its tenants. Empty when nothing is left.
   */
  default Optional<RolloutEvent> within(TenantScope scope) {
    if (scope.whole()) {
      return Optional.of(this);
    }
    return switch (this) {
      case Scheduled scheduled -> Optional.of(scheduled);
      case Started started -> Optional.of(started);
      case StartHeld ignored -> Optional.of(new StartHeld(""));
      case GatesChecked checked ->
          Optional.of(
              new GatesChecked(
                  checked.wave(),
                  checked.name(),
                  checked.results().stream().map(GateResult::unexplained).toList()));
      case WaveAdmitted admitted -> Optional.of(admitted);
      case BudgetExceeded exceeded -> Optional.of(new BudgetExceeded(exceeded.then(), ""));
      case PauseAsked asked -> Optional.of(new PauseAsked(asked.cause(), ""));
      case Resumed ignored -> Optional.of(new Resumed("", 0));
      case DrainAsked ignored -> Optional.of(new DrainAsked(""));
      case AbortAsked ignored -> Optional.of(new AbortAsked(""));
      case Retried retried ->
          own(scope, retried.tenants()).map(tenants -> new Retried(tenants, "", 0));
      case Skipped skipped ->
          own(scope, skipped.tenants()).map(tenants -> new Skipped(tenants, "", 0));
      case TenantsHeld held ->
          own(scope, held.tenants()).map(tenants -> new TenantsHeld(tenants, ""));
      case Released released ->
          own(scope, released.tenants()).map(tenants -> new Released(tenants, "", 0));
      case Promoted promoted -> Optional.of(new Promoted(promoted.wave(), promoted.name(), ""));
      case RevertBegun ignored -> Optional.empty();
      case SignedOff ignored -> Optional.empty();
      case Decided decided ->
          own(scope, List.of(decided.tenant()))
              .map(
                  ignored -> new Decided(decided.tenant(), decided.applied(), decided.reason(), 0));
      case Amended amended ->
          Optional.of(new Amended(amended.planBefore(), amended.planAfter(), ""));
      case Recovered recovered -> own(scope, recovered.interrupted()).map(Recovered::new);
      case Ended ignored -> Optional.empty();
    };
  }

  private static Optional<List<String>> own(TenantScope scope, List<String> tenants) {
    return Optional.of(scope.of(tenants, Function.identity())).filter(own -> !own.isEmpty());
  }
}
