package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Suggestions;
import eu.dihya.plan.ObservationStore;
import eu.dihya.plan.Plan;
import eu.dihya.report.JsonReport;
import eu.dihya.report.MarkdownReport;
import eu.dihya.report.MigrationReport;
import eu.dihya.report.ReportLanguage;
import eu.dihya.rollout.RolloutAction;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunChoice;
import eu.dihya.rollout.RunDecision;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.SignOff;
import eu.dihya.security.Permission;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rollouts: start them, look at them, act on them. */
final class RolloutResource {
  private final Rollouts rollouts;
  private final PlanService plans;
  private final PlanResource planViews;
  private final Starts starts;
  private final RolloutViews views;
  private final RolloutStore store;
  private final TenantStore tenants;
  private final ObservationStore observations;
  private final RunLogs logs;
  private final Function<String, MigrationReport> reports;
  private final Selection selection;

  RolloutResource(Parts parts, PlanService plans, PlanResource planViews, RolloutViews views) {
    this.rollouts = parts.rollouts();
    this.store = parts.store();
    this.tenants = parts.tenants();
    this.observations = parts.observations();
    this.logs = parts.logs();
    this.reports = parts.reports();
    this.plans = plans;
    this.planViews = planViews;
    this.starts = parts.starts();
    this.views = views;
    this.selection = new Selection(parts.tenants(), parts.observations(), parts.rollouts());
  }

  /** Where it looks; a report is made from a rollout's id. */
  record Parts(
      Rollouts rollouts,
      Starts starts,
      RolloutStore store,
      TenantStore tenants,
      ObservationStore observations,
      RunLogs logs,
      Function<String, MigrationReport> reports) {}

  List<Endpoint> endpoints() {
    String one = "/api/v1/rollouts/{rollout}";
    return List.of(
        Endpoint.get(
            "/api/v1/rollouts", Permission.READ, call -> Reply.items(views.all(call.scope()))),
        Endpoint.post("/api/v1/rollouts", Permission.ROLL_OUT, this::start).fresh(),
        Endpoint.get(
            one, Permission.READ, call -> Reply.json(views.view(call.scope(), rollout(call)))),
        Endpoint.get(
            one + "/plan",
            Permission.READ_PLANS,
            call -> planViews.reply(200, call, plan(call, rollout(call)))),
        Endpoint.get(one + "/runs", Permission.READ, this::runs),
        Endpoint.get(one + "/runs/{tenant}", Permission.READ, this::run),
        Endpoint.post(one + "/runs/{tenant}/decision", Permission.ROLL_OUT, this::decide).fresh(),
        Endpoint.get(one + "/runs/{tenant}/log", Permission.READ_LOGS, this::log).download(),
        Endpoint.get(one + "/report", Permission.READ_PLANS, this::report).download(),
        Endpoint.get(one + "/events", Permission.READ, call -> Reply.items(decisions(call))),
        Endpoint.post(one + "/sign-off", Permission.ROLL_OUT, this::signOff),
        Endpoint.post(one + "/{verb}", Permission.ROLL_OUT, this::act));
  }

  private Reply start(Call call) {
    StartBody body = call.body(StartBody.class);
    Plan plan = plans.find(call.scope(), body.plan());
    String reason = Optional.ofNullable(body.reason()).map(String::strip).orElse("");
    if (plan.request().reverts() != null && reason.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE, "field 'reason' is missing; it is needed to start a revert");
    }
    if (body.digest() != null && !body.digest().equals(plan.digest())) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "plan "
              + plan.id()
              + " has digest "
              + plan.digest()
              + ", not the one that was looked at; look at it again");
    }
    return Reply.json(201, views.view(call.scope(), starts.start(plan, reason, call.actor())));
  }

  private Reply runs(Call call) {
    Map<String, Tenant> known =
        tenants.all(call.scope()).stream()
            .collect(Collectors.toMap(Tenant::id, Function.identity()));
    WindowWaits waits = views.waits(call.scope(), rollout(call));
    return Reply.items(
        rollouts.runs(call.scope(), call.path("rollout")).stream()
            .map(
                run ->
                    RunViews.view(
                        run, Optional.ofNullable(known.get(run.tenant())), waits.because(run)))
            .toList());
  }

  private Reply decide(Call call) {
    RunDecision decision = call.body(DoubtView.Body.class).asDecision();
    rollouts.decide(rollout(call).id(), call.path("tenant"), decision, call.actor());
    return run(call);
  }

  private Reply run(Call call) {
    RolloutRecord rollout = rollout(call);
    RunRecord run = existing(call);
    return Reply.json(
        RunViews.detail(
            run,
            tenants.find(call.scope(), run.tenant()),
            plan(call, rollout),
            new RunViews.History(
                rollout,
                store.attempts(call.scope(), rollout.id(), run.tenant()),
                views.waits(call.scope(), rollout).because(run)),
            observations.find(call.scope(), run.tenant())));
  }

  private Reply log(Call call) {
    RunRecord run = existing(call);
    long after = call.number("after", 0, 0, Long.MAX_VALUE);
    int limit = (int) call.number("limit", 200, 1, 1000);
    RunLogs.Found found =
        logs.read(
            call.scope(),
            new RunLogs.Run(call.path("rollout"), run.tenant()),
            new RunLogs.Wanted(after, call.query("search").orElse(""), limit));
    return Reply.json(Map.of("items", found.lines(), "total", found.total()));
  }

  private Reply report(Call call) {
    MigrationReport report = reports.apply(rollout(call).id());
    if (call.header("accept").filter(accept -> accept.contains("application/json")).isPresent()) {
      return Reply.text("application/json", JsonReport.render(report));
    }
    String tag = call.query("lang").orElse("en");
    ReportLanguage language =
        ReportLanguage.fromTag(tag)
            .orElseThrow(() -> new DihyaException(ErrorCode.USAGE, "reports are in en and fr"));
    return Reply.text("text/markdown", MarkdownReport.render(report, language));
  }

  private Reply act(Call call) {
    String rollout = rollout(call).id();
    RolloutAction action =
        RolloutAction.of(call.path("verb"))
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.NOT_FOUND,
                        "there is no action '"
                            + call.path("verb")
                            + "'"
                            + Suggestions.hint(
                                call.path("verb"),
                                Arrays.stream(RolloutAction.values())
                                    .map(RolloutAction::code)
                                    .toList())));
    ActBody body = call.body(ActBody.class);
    body.requireWhatItNeeds(action);
    String reason = body.reasonOrEmpty();
    RunChoice choice = body.choice(select -> selection.ofRuns(call.scope(), select));
    if (action == RolloutAction.RETRY && body.amend()) {
      // Another plan is as grave as the first one.
      call.caller().requireFresh();
      RolloutRecord record = rollouts.current(call.scope(), rollout);
      Plan amended = plans.amend(record, body.allowOutOfOrder(), reason, call.actor());
      starts.requireApproved(amended, call.scope());
      return Reply.json(
          views.view(call.scope(), rollouts.amend(rollout, amended, choice, reason, call.actor())));
    }
    return Reply.json(
        views.view(call.scope(), rollouts.act(rollout, action, choice, reason, call.actor())));
  }

  private Reply signOff(Call call) {
    SignOffBody body = call.body(SignOffBody.class);
    if (body.comment().isBlank()) {
      throw new DihyaException(ErrorCode.USAGE, "field 'comment' is empty; say why");
    }
    return Reply.json(
        views.view(
            call.scope(),
            rollouts.signOff(
                rollout(call).id(), body.verdict(), body.comment().strip(), call.actor())));
  }

  private List<DecisionView> decisions(Call call) {
    return store.events(call.scope(), rollout(call).id()).stream()
        .map(
            happened ->
                new DecisionView(
                    happened.at(),
                    happened.actor(),
                    Decisions.action(happened.event()),
                    Decisions.because(happened.event())))
        .toList();
  }

  private RolloutRecord rollout(Call call) {
    return rollouts.current(call.scope(), call.path("rollout"));
  }

  private Plan plan(Call call, RolloutRecord rollout) {
    return plans.find(call.scope(), rollout.planId());
  }

  private RunRecord existing(Call call) {
    String rollout = call.path("rollout");
    String tenant = call.path("tenant");
    return rollouts
        .run(call.scope(), rollout, tenant)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.NOT_FOUND, "tenant '" + tenant + "' is not in rollout " + rollout));
  }

  record StartBody(String plan, @Nullable String digest, @Nullable String reason) {}

  record SignOffBody(SignOff.Verdict verdict, String comment) {}

  record DecisionView(Instant at, String actor, String action, String because) {}
}
