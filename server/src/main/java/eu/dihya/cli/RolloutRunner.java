package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Starts rollouts and does things to them; watches where that is wanted, or where they would end
 * with this process.
 */
record RolloutRunner(Cli cli, Server server) {
  static final List<Column> SHOW =
      List.of(
          Column.of("rollout", "id"),
          Column.of("title", "title"),
          Column.of("state", "state"),
          Column.of("because", "because"),
          Column.of("plan", "plan"),
          Column.of("reverts", "reverts"),
          Column.of("reverted by", "revertedBy"),
          Column.time("started", "createdAt"),
          Column.of("by", "createdBy"),
          Column.time("finished", "finishedAt"),
          Column.of("tenants", item -> new Rollout(item).line().replaceFirst("^[^:]*: ", "")),
          Column.of("signed off", item -> signOff(item.path("signOff"))),
          Column.of("report", "reportCid"),
          Column.of("archive", "archive"));

  private static String signOff(JsonNode signed) {
    return signed.isObject()
        ? signed.path("verdict").asText()
            + " by "
            + signed.path("by").asText()
            + ": "
            + signed.path("comment").asText()
        : "";
  }

  /** Starts the plan that was looked at. */
  int start(Plan plan, String reason, boolean wait) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("plan", plan.id());
    body.put("digest", plan.digest());
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    return answered(wait, () -> server.api().post(ApiPath.of("rollouts"), body));
  }

  /** Does something to a rollout. */
  int act(String id, String verb, Map<String, Object> body, boolean wait) {
    return answered(wait, () -> server.api().post(ApiPath.of("rollouts", id, verb), body));
  }

  /** Says what became of a statement on a tenant, which is then tried again. */
  int decide(String id, String tenant, Map<String, Object> body, boolean wait) {
    return answered(
        wait,
        () -> {
          server.api().post(ApiPath.of("rollouts", id, "runs", tenant, "decision"), body);
          return server.api().get(ApiPath.of("rollouts", id));
        });
  }

  /** Watches a rollout that is there already. */
  int watch(String id) {
    Watch.End end = follow(() -> id);
    show(end.rollout());
    return end.exitCode();
  }

  /** Watches a rollout that was begun before; prints it only when that did not end well. */
  int finish(Rollout rollout) {
    cli.console()
        .say("continuing " + rollout.id() + " (" + rollout.json().path("title").asText() + ") …");
    Map<String, Object> why = Map.of("reason", "continued by dihya migrate");
    Watch.End end =
        rollout.isPaused()
            ? follow(
                () -> idOf(server.api().post(ApiPath.of("rollouts", rollout.id(), "resume"), why)))
            : follow(rollout::id);
    if (end.exitCode() != Exit.DONE) {
      show(end.rollout());
    }
    return end.exitCode();
  }

  private int answered(boolean wait, Supplier<JsonNode> asked) {
    if (wait || server.isOwn()) {
      Watch.End end = follow(() -> idOf(asked.get()));
      show(end.rollout());
      return end.exitCode();
    }
    var rollout = new Rollout(asked.get());
    show(rollout);
    if (rollout.awaitsApproval()) {
      cli.console().warn(rollout.line());
      new FailureReport(cli, server.api(), rollout).print();
      return Exit.PAUSED;
    }
    cli.console().say("Watch it with: " + cli.next("rollout watch " + rollout.id()));
    return Exit.DONE;
  }

  // Ctrl-C is listened to before anything is asked for, so that no statement runs unwatched.
  private Watch.End follow(Supplier<String> id) {
    try (Interruption interruption = cli.surroundings().interruptions().get()) {
      return new Watch(cli, server, interruption).watch(id.get());
    }
  }

  private static String idOf(JsonNode rollout) {
    return new Rollout(rollout).id();
  }

  /** Ends a paused rollout, so that its tenants are free for a new plan. */
  void supersede(String id) {
    server
        .api()
        .post(ApiPath.of("rollouts", id, "abort"), Map.of("reason", "superseded by dihya migrate"));
    try (Interruption interruption = cli.surroundings().interruptions().get()) {
      new Watch(cli, server, interruption).untilFinished(id);
    }
  }

  void show(Rollout rollout) {
    cli.console().show(rollout.json(), SHOW);
  }

  List<Rollout> unfinished() {
    return server
        .api()
        .get(ApiPath.of("rollouts"))
        .path("items")
        .valueStream()
        .map(Rollout::new)
        .filter(rollout -> !rollout.isFinished())
        .toList();
  }
}
