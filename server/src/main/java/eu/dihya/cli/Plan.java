package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as the server made it. */
record Plan(JsonNode json) {
  private static final Set<String> CHOSEN = Set.of("suspended", "archived");

  String id() {
    return json.path("id").asText();
  }

  String digest() {
    return json.path("digest").asText();
  }

  boolean isEmpty() {
    return json.path("tenants").isEmpty();
  }

  boolean goesDown() {
    return json.path("direction").asText().equals("down");
  }

  boolean isRevert() {
    return json.hasNonNull("reverts");
  }

  int tenants() {
    return json.path("tenants").size();
  }

  int upToDate() {
    return json.path("upToDate").size();
  }

  int excluded() {
    return json.path("excluded").size();
  }

  /** Whether not one tenant was selected. */
  boolean isOfNobody() {
    return tenants() + upToDate() + excluded() == 0;
  }

  String to() {
    return json.path("to").asText();
  }

  /** Whether a tenant stays behind although nobody chose that. */
  boolean leavesOut() {
    return leavesOut(json.path("excluded"));
  }

  static boolean leavesOut(JsonNode excluded) {
    return excluded.valueStream().anyMatch(each -> !CHOSEN.contains(each.path("code").asText()));
  }

  /** What a person should know beside the table: warnings, notices, and who is left out and why. */
  void sayWhatToKnow(Console console) {
    json.path("warnings")
        .forEach(
            warning ->
                console.say(
                    warning.path("severity").asText()
                        + ": "
                        + LintFindings.position(warning)
                        + ": "
                        + warning.path("message").asText()));
    notices()
        .forEach(
            (notice, tenants) ->
                console.say("notice: " + notice + " (" + Words.some(tenants) + ")"));
    json.path("excluded")
        .forEach(
            each ->
                console.say(
                    "left out: "
                        + each.path("tenant").asText()
                        + " ("
                        + each.path("code").asText()
                        + "): "
                        + DisplayText.oneLine(each.path("because").asText())));
  }

  /** What accounts and servers mean for it, with the tenants that are concerned. */
  private Map<String, List<String>> notices() {
    Map<String, List<String>> notices = new LinkedHashMap<>();
    json.path("tenants")
        .forEach(
            tenant ->
                tenant
                    .path("notices")
                    .forEach(
                        notice ->
                            notices
                                .computeIfAbsent(
                                    DisplayText.oneLine(notice.asText()), key -> new ArrayList<>())
                                .add(tenant.path("tenant").asText())));
    return notices;
  }

  /** Who is asked to approve it, and who has. */
  void sayWhoApproves(Console console) {
    JsonNode approvals = json.path("approvals");
    if (!approvals.path("required").isEmpty() || !approvals.path("given").isEmpty()) {
      console.say("approvals: " + new PlanApprovals(approvals).line());
    }
  }

  /** Every approval, or the whole plan where a program reads. */
  void showApprovals(Console console) {
    if (console.isTable()) {
      console.print(id() + ": " + new PlanApprovals(json.path("approvals")).line());
      console.table(json.at("/approvals/given"), PlanApprovals.COLUMNS);
    } else {
      console.show(json, List.of());
    }
  }

  void show(Console console) {
    if (console.options().output == OutputFormat.MARKDOWN) {
      console.print(new PlanMarkdown(this).text());
    } else if (console.options().output == OutputFormat.YAML) {
      console.print(new RolloutYaml(json).text());
    } else if (console.isTable()) {
      console.print(summary());
      if (!isEmpty()) {
        console.table(json.path("tenants"), columns());
      }
      if (console.options().verbose) {
        json.path("scripts").forEach(script -> script(console, script));
      }
    } else {
      console.show(json, List.of());
    }
  }

  /** How each statement of a file is made to happen once. */
  private static void script(Console console, JsonNode script) {
    String rights = Column.text(script.path("rights"));
    console.print(
        "\n"
            + DisplayText.oneLine(
                script.path("file").asText()
                    + " ("
                    + script.path("direction").asText()
                    + ") on "
                    + script.path("engine").asText()
                    + " "
                    + script.path("serverVersion").asText()
                    + (rights.isEmpty() ? "" : " with " + rights)
                    + ": "
                    + counts(script.path("counts"))));
    console.table(
        script.path("statements"),
        List.of(
            Column.of("NO", "number"),
            Column.of("PLACE", "position"),
            Column.of("CLASS", "class"),
            Column.of("BECAUSE", "because"),
            Column.of("STATEMENT", "text")));
  }

  private static String counts(JsonNode counts) {
    return counts
        .propertyStream()
        .map(count -> count.getValue().asInt() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  String summary() {
    return id()
        + ": "
        + (isEmpty()
            ? "nothing to do"
            : Words.count(json.path("release").path("migrations").size(), "migration")
                + (goesDown() ? " undone" : "")
                + " on "
                + Words.count(tenants(), "tenant")
                + " in "
                + Words.count(json.path("waves").size(), "wave"))
        + "; "
        + upToDate()
        + " up to date; "
        + excluded()
        + " left out; digest "
        + digest();
  }

  private List<Column> columns() {
    return List.of(
        Column.of("TENANT", "tenant"),
        Column.of("ENGINE", "engine"),
        Column.of("WAVE", this::wave),
        Column.of("FROM", "from"),
        Column.of("BACKUP", "backup"),
        Column.of("MIGRATIONS", Plan::steps));
  }

  String wave(JsonNode tenant) {
    return json.path("waves")
        .path(tenant.path("wave").asInt())
        .path("name")
        .asText(tenant.path("wave").asText());
  }

  static String steps(JsonNode tenant) {
    List<String> names =
        tenant
            .path("steps")
            .valueStream()
            .map(
                step ->
                    (step.path("direction").asText().equals("down") ? "undo " : "")
                        + step.path("migration").asText())
            .toList();
    return names.size() <= 3
        ? String.join(", ", names)
        : names.getFirst() + " … " + names.getLast() + " (" + names.size() + ")";
  }
}
