package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Excluded;
import eu.dihya.plan.Plan;
import eu.dihya.plan.Wave;
import eu.dihya.rollout.Counts;
import eu.dihya.rollout.Eta;
import eu.dihya.rollout.FailureGroup;
import eu.dihya.rollout.RolloutAction;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.SignOff;
import eu.dihya.rollout.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rollout as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutView(
    String id,
    String title,
    String plan,
    String planDigest,
    String state,
    @Nullable String cause,
    String because,
    Instant since,
    Instant createdAt,
    String createdBy,
    @Nullable Instant finishedAt,
    String strategy,
    List<WaveView> waves,
    CountsView counts,
    @Nullable Eta eta,
    List<GroupView> failureGroups,
    List<Excluded> excluded,
    List<OrphanView> orphans,
    Map<String, ActionView> actions,
    @Nullable String reverts,
    @Nullable String revertedBy,
    @Nullable SignOffView signOff,
    @Nullable String reportCid,
    @Nullable String archive) {

  /** A wave and how far it is. */
  record WaveView(int index, String name, boolean canary, String state, CountsView counts) {}

  /** {@link Counts} with the sign that no run of this version shows yet. */
  record CountsView(
      int waiting,
      int preparing,
      int running,
      int verifying,
      int done,
      int failed,
      int held,
      int rolledBack,
      int total) {
    static CountsView of(List<RunRecord> runs) {
      Counts counts = Counts.of(runs);
      return new CountsView(
          counts.waiting(),
          counts.preparing(),
          counts.running(),
          counts.verifying(),
          counts.done(),
          counts.failed(),
          counts.held(),
          0,
          counts.total());
    }
  }

  /** Tenants that failed for one reason. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record GroupView(
      String key,
      String message,
      @Nullable String sqlState,
      @Nullable String position,
      List<String> tenants) {}

  /** A tenant that waits for a statement which runs without its client. */
  record OrphanView(String tenant, RunState.Orphan orphan) {}

  /** Whether something can be done now, and why not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ActionView(boolean allowed, @Nullable String because) {}

  /** Who closed the report. */
  record SignOffView(SignOff.Verdict verdict, String comment, String by, Instant at) {
    static @Nullable SignOffView of(@Nullable SignOff signed) {
      return signed == null
          ? null
          : new SignOffView(signed.verdict(), signed.comment(), signed.by().name(), signed.at());
    }
  }

  /** As a scope sees it: all of its arguments are what that scope sees of them. */
  static RolloutView of(
      TenantScope scope,
      RolloutRecord rollout,
      Plan plan,
      List<RunRecord> runs,
      @Nullable String archive) {
    return new RolloutView(
        rollout.id(),
        rollout.title(),
        rollout.planId(),
        plan.digest(),
        rollout.state().word(),
        rollout.state() instanceof RolloutState.Paused paused ? paused.cause().code() : null,
        rollout.state().explanation(),
        rollout.since(),
        rollout.createdAt(),
        rollout.createdBy().name(),
        rollout.finishedAt(),
        "rolling",
        waves(rollout, plan, runs),
        CountsView.of(runs),
        // Some runs also wait for those of others, so their own times say nothing.
        rollout.state().finished() || !scope.whole()
            ? null
            : Eta.of(runs, plan.request().strategy().parallel().total()).orElse(null),
        FailureGroup.of(runs).stream().map(RolloutView::group).toList(),
        plan.excluded(),
        orphans(runs),
        actions(new Standing(rollout, plan, runs)),
        scope.whole() ? plan.request().reverts() : null,
        rollout.aftermath().revertedBy(),
        SignOffView.of(rollout.aftermath().signOff()),
        rollout.reportCid(),
        archive);
  }

  private static List<WaveView> waves(RolloutRecord rollout, Plan plan, List<RunRecord> runs) {
    List<WaveView> waves = new ArrayList<>();
    for (int index = 0; index < plan.waves().size(); index++) {
      Wave wave = plan.waves().get(index);
      if (wave.tenants().isEmpty()) {
        continue;
      }
      int number = index;
      List<RunRecord> members = runs.stream().filter(run -> run.wave() == number).toList();
      Counts counts = Counts.of(members);
      String state =
          index >= rollout.admittedWaves()
              ? "waiting"
              : counts.waiting() + counts.active() > 0 ? "admitted" : "done";
      waves.add(new WaveView(index, wave.name(), wave.canary(), state, CountsView.of(members)));
    }
    return waves;
  }

  private static List<OrphanView> orphans(List<RunRecord> runs) {
    List<OrphanView> orphans = new ArrayList<>();
    for (RunRecord run : runs) {
      if (run.state() instanceof RunState.Preparing(RunState.Orphan orphan) && orphan != null) {
        orphans.add(new OrphanView(run.tenant(), orphan));
      }
    }
    return orphans;
  }

  private static GroupView group(FailureGroup group) {
    var error = group.error();
    return new GroupView(
        group.key(), error.message(), error.sqlState(), error.position(), group.tenants());
  }

  private static Map<String, ActionView> actions(Standing standing) {
    Map<String, ActionView> actions = new LinkedHashMap<>();
    for (RolloutAction action : RolloutAction.values()) {
      String refusal = action.refusal(standing).orElse(null);
      actions.put(action.code(), new ActionView(refusal == null, refusal));
    }
    return actions;
  }
}
