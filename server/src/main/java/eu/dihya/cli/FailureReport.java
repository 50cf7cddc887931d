package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import eu.dihya.base.DihyaException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Says what failed, once for each group of equal failures, and what to type next. */
record FailureReport(Cli cli, ApiClient api, Rollout rollout) {
  private static final int MOST_GROUPS = 20;

  void print() {
    JsonNode groups = rollout.json().path("failureGroups");
    StreamSupport.stream(groups.spliterator(), false).limit(MOST_GROUPS).forEach(this::group);
    if (groups.size() > MOST_GROUPS) {
      warn(
          "… and "
              + (groups.size() - MOST_GROUPS)
              + " more kinds of failure: "
              + command("rollout show "));
    }
    if (rollout.count("held") > 0) {
      warn(
          Words.count(rollout.count("held"), "tenant")
              + " held; which and why: "
              + command("rollout show "));
    }
    next();
  }

  private void group(JsonNode group) {
    List<String> tenants = RegistryChanges.texts(group.path("tenants"));
    JsonNode error = tenants.isEmpty() ? MissingNode.getInstance() : error(tenants.getFirst());
    warn("");
    warn(Words.count(tenants.size(), "tenant") + " failed: " + group.path("message").asText());
    field("at", place(group, error));
    field("tenants", Words.some(tenants));
    field("do", error.path("hint").asText());
    if (rollout.json().path("actions").path("retry").path("allowed").asBoolean(true)) {
      field(
          "retry",
          command("rollout retry ") + " --group " + Cli.quoted(group.path("key").asText()));
    }
  }

  private static String place(JsonNode group, JsonNode error) {
    var place = new StringBuilder(group.path("position").asText(error.path("position").asText()));
    if (error.hasNonNull("statement")) {
      place.append(", statement ").append(error.path("statement").asInt());
    }
    String sqlState = group.path("sqlState").asText(error.path("sqlState").asText());
    if (!sqlState.isEmpty()) {
      place.append(", SQLSTATE ").append(sqlState);
    }
    return place.toString().replaceFirst("^, ", "");
  }

  /** The error of the run's last attempt; a group has no hint of its own. */
  private JsonNode error(String tenant) {
    try {
      JsonNode attempts =
          api.get(ApiPath.of("rollouts", rollout.id(), "runs", tenant)).path("attempts");
      return attempts.path(attempts.size() - 1).path("error");
    } catch (DihyaException e) {
      cli.console().detail("cannot read the run of " + tenant + ": " + e.text());
      return MissingNode.getInstance();
    }
  }

  private void next() {
    boolean failed = rollout.count("failed") > 0;
    if (rollout.awaitsApproval()) {
      String plan = rollout.json().path("plan").asText();
      warn("It starts when others have approved: " + cli.next("plan approve " + plan));
      return;
    }
    if (rollout.isScheduled()) {
      warn("It starts while a server runs: " + cli.next("serve"));
      return;
    }
    if (rollout.isPaused() && failed) {
      warn("");
      warn("When the cause is mended at the target: " + command("rollout retry "));
      warn("When it takes a new or changed migration: " + command("rollout retry ") + " --amend");
    } else if (rollout.isPaused()) {
      warn("Go on with: " + command("rollout resume "));
    } else if (failed) {
      warn("");
      warn("When the cause is mended: " + cli.next("migrate"));
    }
  }

  private String command(String verb) {
    return cli.next(verb + rollout.id());
  }

  private void field(String name, String value) {
    if (!value.isBlank()) {
      warn("  " + DisplayText.pad(name, 8) + DisplayText.oneLine(value));
    }
  }

  private void warn(String line) {
    cli.console().warn(line);
  }
}
