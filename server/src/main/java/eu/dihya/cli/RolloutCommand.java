package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rollouts. */
@Command(name = "rollout", description = "Plans that are carried out.")
final class RolloutCommand extends NounCommand {
  private static final List<Column> LIST =
      List.of(
          Column.of("ROLLOUT", "id"),
          Column.of("STATE", "state"),
          Column.of("TITLE", "title"),
          Column.of(
              "DONE",
              item ->
                  item.path("counts").path("done").asInt()
                      + "/"
                      + item.path("counts").path("total").asInt()),
          Column.of("FAILED", item -> item.path("counts").path("failed").asText()),
          Column.time("STARTED", "createdAt"),
          Column.of("BY", "createdBy"),
          Column.of("BECAUSE", "because"));
  private static final List<Column> RUNS =
      List.of(
          Column.of("TENANT", "tenant"),
          Column.of("NAME", "name"),
          Column.of("ENGINE", "engine"),
          Column.of("STATE", "state"),
          Column.of("ATTEMPT", "attempt"),
          Column.of(
              "STATEMENT",
              item -> item.path("statement").asInt() + "/" + item.path("statements").asInt()),
          Column.of("MIGRATION", "migration"),
          Column.of("BECAUSE", "because"));

  private static final List<Column> RUN =
      List.of(
          Column.of("tenant", "tenant"),
          Column.of("name", "name"),
          Column.of("engine", "engine"),
          Column.of("state", "state"),
          Column.of("attempt", "attempt"),
          Column.of(
              "statement",
              item -> item.path("statement").asInt() + "/" + item.path("statements").asInt()),
          Column.of("migration", "migration"),
          Column.time("started", "startedAt"),
          Column.time("finished", "finishedAt"),
          Column.of("because", "because"));

  RolloutCommand(Cli cli) {
    super(cli);
  }

  @Command(
      description = "Carry out a plan: one that was made before (--plan), or a new one.",
      sortOptions = false)
  int start(
      @Option(names = "--plan", paramLabel = "ID", description = "The plan, such as P-0001.")
          @Nullable String planId,
      @Mixin PlanFlags flags,
      @Option(names = "--wait", description = "Watch it to its end.") boolean wait,
      @Option(
              names = "--dry-run",
              description = "Only try it, in transactions that are rolled back.")
          boolean dryRun) {
    if (planId != null && flags.given()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "--plan names a plan that is made; leave out the flags that would make another");
    }
    return cli.withServer(
        server -> {
          JsonNode made =
              planId == null
                  ? server.api().post(ApiPath.of("plans"), flags.request())
                  : server.api().get(ApiPath.of("plans", planId));
          return new PlanStart(cli, server).start(new Plan(made), wait, dryRun);
        });
  }

  @Command(
      description = "Watch a rollout to its end; the one that has not ended when none is named.")
  int watch(@Parameters(paramLabel = "ID", arity = "0..1") @Nullable String id) {
    return cli.withServer(
        server -> {
          var runner = new RolloutRunner(cli, server);
          return runner.watch(id == null ? theOnlyOne(runner) : id);
        });
  }

  private static String theOnlyOne(RolloutRunner runner) {
    List<String> ids = runner.unfinished().stream().map(Rollout::id).toList();
    return switch (ids.size()) {
      case 0 ->
          throw new DihyaException(
              ErrorCode.NOT_FOUND, "every rollout has ended; there is nothing to watch");
      case 1 -> ids.getFirst();
      default -> throw new DihyaException(ErrorCode.USAGE, "which one? " + String.join(", ", ids));
    };
  }

  @Command(description = "Admit no tenant more; running ones finish.")
  int pause(
      @Parameters(paramLabel = "ID") String id, @Mixin ReasonFlag reason, @Mixin WaitFlag wait) {
    return act(id, "pause", reason.with(Map.of()), wait);
  }

  @Command(description = "Go on with a paused rollout.")
  int resume(
      @Parameters(paramLabel = "ID") String id, @Mixin ReasonFlag reason, @Mixin WaitFlag wait) {
    return act(id, "resume", reason.with(Map.of()), wait);
  }

  @Command(description = "Admit no tenant more, let the running ones finish, and end.")
  int drain(
      @Parameters(paramLabel = "ID") String id, @Mixin ReasonFlag reason, @Mixin WaitFlag wait) {
    return act(id, "drain", reason.with(Map.of()), wait);
  }

  @Command(description = "Admit no tenant more, cancel what can be cancelled, and end.")
  int abort(
      @Parameters(paramLabel = "ID") String id, @Mixin ReasonFlag reason, @Mixin WaitFlag wait) {
    cli.console()
        .confirm("Abort " + id + "? Running statements are cancelled; it cannot be resumed.");
    return act(id, "abort", reason.with(Map.of()), wait);
  }

  @Command(
      description = "Try tenants again that failed: all, those named, or those of a failure group.")
  int retry(
      @Parameters(paramLabel = "ID") String id,
      @Mixin RetryFlags retry,
      @Mixin ReasonFlag reason,
      @Mixin WaitFlag wait) {
    return act(id, "retry", reason.with(retry.body()), wait);
  }

  @Command(description = "Leave tenants out of it that wait, have failed or are held.")
  int skip(
      @Parameters(paramLabel = "ID") String id, @Mixin ChosenTenants chosen, @Mixin WaitFlag wait) {
    return act(id, "skip", chosen.body(), wait);
  }

  @Command(description = "Keep waiting tenants from being admitted until they are released.")
  int hold(
      @Parameters(paramLabel = "ID") String id, @Mixin ChosenTenants chosen, @Mixin WaitFlag wait) {
    return act(id, "hold", chosen.body(), wait);
  }

  @Command(description = "Let tenants wait again that a person holds or has left out.")
  int release(
      @Parameters(paramLabel = "ID") String id, @Mixin ChosenTenants chosen, @Mixin WaitFlag wait) {
    return act(id, "release", chosen.body(), wait);
  }

  @Command(description = "Admit the next wave now, although the dwell is not over.")
  int promote(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why; it goes to the audit.")
          String reason,
      @Mixin WaitFlag wait) {
    return act(id, "promote", Map.of("reason", reason), wait);
  }

  private int act(String id, String verb, Map<String, Object> body, WaitFlag wait) {
    return cli.withServer(server -> new RolloutRunner(cli, server).act(id, verb, body, wait.given));
  }

  @Command(
      description =
          "Undo exactly what an ended rollout applied, by a rollout of its own with the down"
              + " sections.")
  int revert(
      @Parameters(paramLabel = "ID") String id, @Mixin RevertFlags flags, @Mixin WaitFlag wait) {
    return cli.withServer(
        server -> {
          Plan plan = new Plan(server.api().post(ApiPath.of("plans"), flags.request(id)));
          return new PlanStart(cli, server, flags.reason).start(plan, wait.given, flags.dryRun);
        });
  }

  @Command(name = "sign-off", description = "Close the report of a rollout that has ended.")
  int signOff(@Parameters(paramLabel = "ID") String id, @Mixin SignOffFlags flags) {
    return cli.withServer(
        server -> {
          JsonNode signed = server.api().post(ApiPath.of("rollouts", id, "sign-off"), flags.body());
          new RolloutRunner(cli, server).show(new Rollout(signed));
          return Exit.DONE;
        });
  }

  @Command(description = "Say whether a statement in doubt took effect; then it goes on there.")
  int decide(
      @Parameters(paramLabel = "ID") String id, @Mixin DecideFlags flags, @Mixin WaitFlag wait) {
    return cli.withServer(
        server -> {
          JsonNode run = server.api().get(ApiPath.of("rollouts", id, "runs", flags.tenant));
          new Doubt(cli, run, cli.console()::warn).print(id);
          cli.console().confirm("Decide that it was " + flags.word() + " on " + flags.tenant + "?");
          return new RolloutRunner(cli, server)
              .decide(
                  id,
                  flags.tenant,
                  flags.body(run.path("doubt").path("digest").asText()),
                  wait.given);
        });
  }

  @Command(description = "All rollouts, newest first.")
  int list() {
    return cli.withServer(
        server -> {
          JsonNode rollouts = server.api().get(ApiPath.of("rollouts"));
          cli.console().list(rollouts, rollouts.path("items"), LIST);
          return Exit.DONE;
        });
  }

  @Command(description = "One rollout with the runs of its tenants, or one of these runs.")
  int show(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--tenant", paramLabel = "ID", description = "The run of this tenant.")
          @Nullable String tenant) {
    return cli.withServer(
        server -> {
          if (tenant != null) {
            JsonNode run = server.api().get(ApiPath.of("rollouts", id, "runs", tenant));
            cli.console().show(run, RUN);
            if (cli.console().isTable()) {
              new Doubt(cli, run, cli.console()::print).print(id);
            }
            return Exit.DONE;
          }
          new RolloutRunner(cli, server)
              .show(new Rollout(server.api().get(ApiPath.of("rollouts", id))));
          if (cli.console().isTable()) {
            cli.console().print("");
            cli.console()
                .table(server.api().get(ApiPath.of("rollouts", id, "runs")).path("items"), RUNS);
          }
          return Exit.DONE;
        });
  }
}
