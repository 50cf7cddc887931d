package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.demo.DemoFleet;
import eu.dihya.demo.DemoWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the demo does, step by step, over the API as anybody would; each step is also printed as a
 * command.
 */
record DemoStory(
    Cli cli, ApiClient api, DemoWorkspace workspace, Interruption interruption, boolean headless) {
  private static final Duration LOOK = Duration.ofMillis(150);
  private static final Duration READ = Duration.ofSeconds(12);

  /**
   * Brings every tenant to the version before the rollout, fills it with synthetic rows, changes
   * one by hand.
   */
  void prepare(DemoFleet fleet) {
    cli.console().say("Preparing the tenants: schemas, then synthetic people …");
    JsonNode plan =
        api.post(ApiPath.of("plans"), Map.of("to", DemoWorkspace.VERSION_BEFORE_ROLLOUT));
    if (plan.at("/totals/tenants").asInt() > 0) {
      String id = start(plan);
      JsonNode end = await(id, Set.of("succeeded", "partial", "failed", "paused"));
      if (!end.path("state").asText().equals("succeeded")) {
        throw new DihyaException(
            ErrorCode.FAILED,
            "the demo's tenants could not be prepared: "
                + end.path("because").asText()
                + " "
                + end.path("failureGroups"));
      }
    }
    fleet.fill();
    api.post(ApiPath.of("fleet", "observe"), Map.of());
  }

  /** Tells the story and returns its figures. */
  ObjectNode tell(DemoFleet fleet) {
    Instant begin = cli.surroundings().clock().instant();
    say(
        "1. Everybody is current but one tenant, whose schema was changed by hand. A new change is"
            + " rolled out,",
        "rollout start -f " + rolloutFile());
    pause();
    JsonNode plan = api.post(ApiPath.of("plans"), Map.of("strategy", strategy()));
    plan.path("warnings")
        .forEach(
            each ->
                cli.console()
                    .say(
                        "   lint: "
                            + each.path("file").asText()
                            + ":"
                            + each.path("line").asInt()
                            + " "
                            + each.path("message").asText()));
    plan.path("excluded")
        .forEach(
            each ->
                cli.console()
                    .say(
                        "   left out: "
                            + each.path("tenant").asText()
                            + ", "
                            + each.path("because").asText()));
    String id = start(plan);
    JsonNode paused = await(id, Set.of("paused", "succeeded", "partial", "failed"));
    paused
        .path("failureGroups")
        .forEach(
            group ->
                say(
                    "2. Paused: "
                        + group.path("tenants")
                        + " at "
                        + group.path("position").asText()
                        + ": "
                        + group.path("message").asText()
                        + ".",
                    "rollout show " + id));
    pause();
    workspace.addFix();
    say(
        "3. A migration that renumbers the duplicates is added; the failed tenant is tried again,"
            + " and the rollout goes on.",
        "rollout retry " + id + " --amend --allow-out-of-order");
    api.post(
        ApiPath.of("rollouts", id, "retry"),
        Map.of(
            "reason",
            "duplicate invoice numbers are renumbered by a new migration",
            "amend",
            true,
            "allowOutOfOrder",
            true));
    JsonNode end = awaitReport(id);
    say(
        "4. "
            + id
            + " has "
            + end.path("state").asText()
            + "; its report is archived as "
            + end.path("reportCid").asText()
            + ".",
        "archive verify " + end.path("reportCid").asText());
    note();
    return figures(fleet, plan, paused, end, begin);
  }

  private ObjectNode figures(
      DemoFleet fleet, JsonNode plan, JsonNode paused, JsonNode end, Instant begin) {
    ObjectNode figures = Json.mapper().createObjectNode();
    JsonNode tenants = api.get(ApiPath.of("fleet")).path("tenants");
    figures.put("tenants", tenants.size());
    ObjectNode engines = figures.putObject("byEngine");
    for (String engine : List.of("sqlite", "postgresql", "mariadb")) {
      engines.put(engine, count(tenants, engine));
    }
    String id = end.path("id").asText();
    figures.put("excluded", plan.path("excluded").size());
    figures.put("failedAtPause", paused.at("/counts/failed").asInt());
    figures.put("pauses", pauses(id));
    figures.put("done", end.at("/counts/done").asInt());
    figures.put("failed", end.at("/counts/failed").asInt());
    figures.put("appliedMigrations", fleet.applied(id));
    figures.put(
        "durationMs", Duration.between(begin, cli.surroundings().clock().instant()).toMillis());
    figures.put("rollout", id);
    figures.put("state", end.path("state").asText());
    figures.put("reportCid", end.path("reportCid").asText());
    return figures;
  }

  private int pauses(String id) {
    int pauses = 0;
    for (JsonNode event : api.get(ApiPath.of("rollouts", id, "events")).path("items")) {
      pauses += event.path("action").asText().equals("stopped by policy") ? 1 : 0;
    }
    return pauses;
  }

  private static int count(JsonNode tenants, String engine) {
    int count = 0;
    for (JsonNode tenant : tenants) {
      count += tenant.path("engine").asText().equals(engine) ? 1 : 0;
    }
    return count;
  }

  private static Map<String, Object> strategy() {
    return Map.of(
        "waves",
        List.of(
            Map.of("canary", true, "select", "canary=true"),
            Map.of("percent", 25),
            Map.of("percent", 50),
            Map.of("percent", 100)));
  }

  /** The same rollout as a file, for the command. */
  private String rolloutFile() {
    Path file = workspace.root().resolve("rollout.yaml");
    String text =
        """
        strategy:
          rolling:
            waves: [ { canary: true, select: "canary=true" }, 25%, 50%, 100% ]
        """;
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot write " + file + ": " + e.getMessage(), e);
    }
    return cli.workspace().relativize(file).toString();
  }

  private String start(JsonNode plan) {
    JsonNode rollout =
        api.post(
            ApiPath.of("rollouts"),
            Map.of("plan", plan.path("id").asText(), "digest", plan.path("digest").asText()));
    return rollout.path("id").asText();
  }

  private JsonNode await(String id, Set<String> states) {
    while (true) {
      JsonNode rollout = api.get(ApiPath.of("rollouts", id));
      if (states.contains(rollout.path("state").asText())) {
        return rollout;
      }
      stopIfInterrupted(LOOK);
    }
  }

  private JsonNode awaitReport(String id) {
    await(id, Set.of("succeeded", "partial", "failed", "aborted", "paused"));
    while (true) {
      JsonNode rollout = api.get(ApiPath.of("rollouts", id));
      if (rollout.has("reportCid") || rollout.path("state").asText().equals("paused")) {
        return rollout;
      }
      stopIfInterrupted(LOOK);
    }
  }

  /** Time to look at the page. */
  private void pause() {
    if (!headless) {
      stopIfInterrupted(READ);
    }
  }

  private void stopIfInterrupted(Duration time) {
    if (interruption.await(time)) {
      throw new DihyaException(
          ErrorCode.USAGE, "the demo was interrupted; start anew with: " + cli.next("demo reset"));
    }
  }

  private void say(String what, String command) {
    cli.console().say(what);
    cli.console().say("   as a command: " + cli.next(command));
  }

  private void note() {
    try {
      Files.writeString(workspace.root().resolve("told"), "");
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "cannot write into " + workspace.root() + ": " + e.getMessage(), e);
    }
  }
}
