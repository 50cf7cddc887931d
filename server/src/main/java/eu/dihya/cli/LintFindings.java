package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Json;
import eu.dihya.base.SourcePosition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the rules found, also as SARIF 2.1.0 for code review. */
record LintFindings(JsonNode lint) {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("SEVERITY", "severity"),
          Column.of("WHERE", item -> position(item)),
          Column.of("RULE", "rule"),
          Column.of("MESSAGE", "message"),
          Column.of("FIX", "fix"));

  void show(Console console) {
    if (console.options().output == OutputFormat.SARIF) {
      console.print(Json.pretty(sarif()));
    } else {
      console.list(lint, lint.path("items"), COLUMNS);
    }
    console.say(
        Words.count(lint.path("items").size(), "finding")
            + (lint.path("fails").asBoolean()
                ? "; at least one must be mended."
                : "; none that fails."));
  }

  static String position(JsonNode item) {
    return new SourcePosition(
            item.path("file").asText(), item.path("line").asInt(), item.path("column").asInt())
        .toString();
  }

  private ObjectNode sarif() {
    ObjectNode sarif = Json.mapper().createObjectNode();
    sarif.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    sarif.put("version", "2.1.0");
    ObjectNode run = sarif.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "dihya");
    ArrayNode rules = driver.putArray("rules");
    Set<String> names = new TreeSet<>();
    lint.path("items").forEach(item -> names.add(item.path("rule").asText()));
    names.forEach(name -> rules.addObject().put("id", name));
    ArrayNode results = run.putArray("results");
    lint.path("items").forEach(item -> result(results.addObject(), item));
    return sarif;
  }

  private static void result(ObjectNode result, JsonNode item) {
    result.put("ruleId", item.path("rule").asText());
    result.put("level", level(item.path("severity").asText()));
    result.putObject("message").put("text", item.path("message").asText());
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", item.path("file").asText().replace(" ", "%20"));
    ObjectNode region = place.putObject("region");
    region.put("startLine", Math.max(1, item.path("line").asInt()));
    region.put("startColumn", Math.max(1, item.path("column").asInt()));
  }

  private static String level(String severity) {
    return severity.equals("advice") ? "note" : severity;
  }
}
