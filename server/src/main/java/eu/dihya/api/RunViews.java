package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import eu.dihya.engine.AppliedSet;
import eu.dihya.plan.Direction;
import eu.dihya.plan.Observation;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanStep;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.RolloutAction;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.Standing;
import eu.dihya.tenants.Tenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs as the API shows them. */
final class RunViews {
  private static final List<RolloutAction> OF_ONE_TENANT =
      List.of(RolloutAction.RETRY, RolloutAction.SKIP, RolloutAction.HOLD, RolloutAction.RELEASE);

  private RunViews() {}

  /** One run in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RunView(
      String tenant,
      String name,
      String sector,
      String engine,
      int wave,
      String state,
      String because,
      String mark,
      int attempt,
      @Nullable String migration,
      int statement,
      int statements,
      RunState.@Nullable Orphan orphan,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {}

  /** A run with all that is known of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RunDetail(
      @JsonUnwrapped RunView run,
      List<StepView> steps,
      List<Attempt> attempts,
      Map<String, RolloutView.ActionView> actions,
      @Nullable DoubtView doubt) {}

  /** A migration of a run and how far it is. */
  record StepView(String migration, String direction, String file, String state) {}

  static RunView view(RunRecord run, Optional<Tenant> tenant) {
    return view(run, tenant, "");
  }

  /**
   * @param waits what a waiting run waits for; empty where that is nothing of its own
   */
  static RunView view(RunRecord run, Optional<Tenant> tenant, String waits) {
    return new RunView(
        run.tenant(),
        tenant.map(Tenant::name).orElse(run.tenant()),
        tenant.map(Tenant::sector).orElse(""),
        tenant.map(each -> each.target().engine().code()).orElse(""),
        run.wave(),
        run.state().word(),
        waits.isEmpty() ? because(run) : waits,
        run.state().mark().code(),
        run.attempt(),
        migration(run.state()),
        statement(run),
        run.statements(),
        orphan(run.state()),
        run.startedAt(),
        run.finishedAt());
  }

  /** What happened to a run, what may be done in its rollout, and why it does not begin. */
  record History(RolloutRecord rollout, List<Attempt> attempts, String waits) {}

  static RunDetail detail(
      RunRecord run,
      Optional<Tenant> tenant,
      Plan plan,
      History history,
      Optional<Observation> observed) {
    Optional<AppliedSet> applied =
        observed
            .filter(Observation.Seen.class::isInstance)
            .map(seen -> AppliedSet.of(((Observation.Seen) seen).history()));
    List<PlanStep> steps = plan.forTenant(run.tenant()).map(TenantPlan::steps).orElse(List.of());
    int at = steps.stream().map(PlanStep::migration).toList().indexOf(migration(run.state()));
    List<StepView> views = new ArrayList<>();
    for (PlanStep step : steps) {
      // Steps go in order, and the last observation may be older than the run.
      String state = views.size() < at ? "done" : state(step, run, applied);
      views.add(new StepView(step.migration(), step.direction().code(), step.file(), state));
    }
    return new RunDetail(
        view(run, tenant, history.waits()),
        views,
        history.attempts(),
        actions(new Standing(history.rollout(), plan, List.of(run)), run),
        DoubtView.of(history.rollout(), run.state()).orElse(null));
  }

  private static Map<String, RolloutView.ActionView> actions(Standing standing, RunRecord run) {
    Map<String, RolloutView.ActionView> actions = new LinkedHashMap<>();
    for (RolloutAction action : OF_ONE_TENANT) {
      String refusal = action.refusal(standing, run).orElse(null);
      actions.put(action.code(), new RolloutView.ActionView(refusal == null, refusal));
    }
    return actions;
  }

  /** One line on why a run is as it is. */
  static String because(RunRecord run) {
    return switch (run.state()) {
      case RunState.Waiting ignored -> "";
      case RunState.Preparing preparing -> orphan(preparing.orphan());
      case RunState.Applying ignored -> "";
      case RunState.Verifying ignored -> "";
      case RunState.Done done ->
          done.notVerified() == null ? "" : "shape not verified: " + done.notVerified();
      case RunState.Failed failed -> failed.error().message();
      case RunState.Held held when held.byPerson() -> byPerson("held", held.because());
      case RunState.Held held -> held.because();
      case RunState.Skipped skipped -> byPerson("left out", skipped.reason());
      case RunState.InDoubt doubt -> doubt.error().message();
    };
  }

  private static String byPerson(String what, String reason) {
    return what + " by a person" + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static String orphan(RunState.@Nullable Orphan orphan) {
    return orphan == null
        ? ""
        : "orphan running: connection %s of an earlier attempt, since %s%s"
            .formatted(
                orphan.connection(),
                orphan.since().truncatedTo(ChronoUnit.SECONDS),
                orphan.statement().isEmpty() ? "" : ", " + orphan.statement());
  }

  private static RunState.@Nullable Orphan orphan(RunState state) {
    return state instanceof RunState.Preparing preparing ? preparing.orphan() : null;
  }

  private static @Nullable String migration(RunState state) {
    return switch (state) {
      case RunState.Applying applying -> applying.migration();
      case RunState.Verifying verifying -> verifying.migration();
      case RunState.Failed failed -> failed.error().migration();
      case RunState.InDoubt doubt -> doubt.error().migration();
      case RunState.Waiting ignored -> null;
      case RunState.Preparing ignored -> null;
      case RunState.Done ignored -> null;
      case RunState.Held ignored -> null;
      case RunState.Skipped ignored -> null;
    };
  }

  private static int statement(RunRecord run) {
    return switch (run.state()) {
      case RunState.Applying applying -> applying.statement();
      case RunState.Verifying verifying -> verifying.statement();
      case RunState.Failed failed -> failed.error().statement();
      case RunState.InDoubt doubt -> doubt.error().statement();
      case RunState.Done done -> done.statements();
      case RunState.Waiting ignored -> 0;
      case RunState.Preparing ignored -> 0;
      case RunState.Held ignored -> 0;
      case RunState.Skipped ignored -> 0;
    };
  }

  private static String state(PlanStep step, RunRecord run, Optional<AppliedSet> applied) {
    boolean there = applied.filter(set -> set.contains(step.stream(), step.version())).isPresent();
    if (applied.isPresent() && there == (step.direction() == Direction.UP)) {
      return "done";
    }
    return step.migration().equals(migration(run.state())) && run.state() instanceof RunState.Failed
        ? "failed"
        : "pending";
  }
}
