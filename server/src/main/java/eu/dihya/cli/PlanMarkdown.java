package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan for a pull request. What others wrote stands in it as text, never as markup. */
record PlanMarkdown(Plan plan) {
  private static final int MOST_TENANTS = 200;

  String text() {
    var text = new StringBuilder("### Dihya plan ").append(code(plan.id())).append("\n\n");
    text.append(plain(plan.summary().replaceFirst("^[^:]*: ", "").replaceFirst("; digest .*", "")));
    text.append("\n\nDigest: ").append(code(plan.digest())).append('\n');
    JsonNode json = plan.json();
    JsonNode approvals = json.path("approvals");
    if (!approvals.path("required").isEmpty()) {
      text.append("\nApprovals: ").append(plain(new PlanApprovals(approvals).line())).append('\n');
    }
    list(text, "Warnings", json.path("warnings"), PlanMarkdown::warning);
    list(
        text,
        "Left out",
        json.path("excluded"),
        each ->
            code(each.path("tenant").asText())
                + " ("
                + plain(each.path("code").asText())
                + "): "
                + plain(each.path("because").asText()));
    tenants(text, json.path("tenants"));
    json.path("scripts").forEach(script -> script(text, script));
    return text.toString().stripTrailing();
  }

  private static void list(
      StringBuilder text, String title, JsonNode items, Function<JsonNode, String> line) {
    if (!items.isEmpty()) {
      text.append("\n**").append(title).append("**\n\n");
      items.forEach(item -> text.append("- ").append(line.apply(item)).append('\n'));
    }
  }

  private static String warning(JsonNode warning) {
    return plain(warning.path("severity").asText())
        + " "
        + code(LintFindings.position(warning))
        + ": "
        + plain(warning.path("message").asText());
  }

  private void tenants(StringBuilder text, JsonNode tenants) {
    if (tenants.isEmpty()) {
      return;
    }
    row(text.append('\n'), List.of("Tenant", "Engine", "Wave", "From", "Backup", "Migrations"));
    row(text, List.of("---", "---", "---", "---", "---", "---"));
    tenants
        .valueStream()
        .limit(MOST_TENANTS)
        .forEach(
            tenant ->
                row(
                    text,
                    List.of(
                        code(tenant.path("tenant").asText()),
                        plain(tenant.path("engine").asText()),
                        plain(plan.wave(tenant)),
                        plain(tenant.path("from").asText()),
                        plain(tenant.path("backup").asText()),
                        plain(Plan.steps(tenant)))));
    if (tenants.size() > MOST_TENANTS) {
      text.append("\nand ").append(tenants.size() - MOST_TENANTS).append(" more tenants\n");
    }
  }

  private static void script(StringBuilder text, JsonNode script) {
    text.append("\n<details><summary>")
        .append(plain(script.path("file").asText()))
        .append(" on ")
        .append(plain(script.path("engine").asText()))
        .append("</summary>\n\n");
    row(text, List.of("No", "Class", "Because", "Statement"));
    row(text, List.of("---", "---", "---", "---"));
    script
        .path("statements")
        .forEach(
            each ->
                row(
                    text,
                    List.of(
                        each.path("number").asText(),
                        plain(each.path("class").asText()),
                        plain(each.path("because").asText()),
                        code(each.path("text").asText()))));
    text.append("\n</details>\n");
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static final Map<Character, String> MARKUP =
      "\\`*_{}[]()#+!|~@"
          .chars()
          .mapToObj(letter -> (char) letter)
          .collect(Collectors.toMap(letter -> letter, letter -> "\\" + letter));

  private static String plain(String text) {
    var safe = new StringBuilder();
    for (char letter : DisplayText.oneLine(text).toCharArray()) {
      safe.append(
          switch (letter) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            default -> MARKUP.getOrDefault(letter, String.valueOf(letter));
          });
    }
    return safe.toString();
  }

  /** Between back quotes nothing is markup but back quotes, and in a table the bar. */
  private static String code(String text) {
    String line = DisplayText.oneLine(text).replace("`", "'").replace("|", "\\|");
    return line.isEmpty() ? "" : "`" + line + "`";
  }
}
