package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Json;
import java.util.List;

/** How the registry and its files differ. */
record RegistryChanges(JsonNode diff) {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("CHANGE", "change"),
          Column.of("TENANT", "tenant"),
          Column.of("FIELD", "field"),
          Column.of("BEFORE", "before"),
          Column.of("AFTER", "after"));

  void show(Console console) {
    console.list(diff, changes(), COLUMNS);
    boolean applied = diff.path("applied").asBoolean();
    console.say(
        (applied ? "Taken over: " : "Nothing was changed. There would be: ")
            + diff.path("added").size()
            + " added, "
            + Words.count(diff.path("changed").size(), "field")
            + " changed, "
            + Words.count(diff.path("unchanged").asInt(), "tenant")
            + " as before.");
    if (!diff.path("notInFiles").isEmpty()) {
      console.say(
          "Registered, but in no file (they stay): " + Words.some(texts(diff.path("notInFiles"))));
    }
  }

  private ArrayNode changes() {
    ArrayNode changes = Json.mapper().createArrayNode();
    diff.path("added").forEach(id -> changes.addObject().put("change", "add").set("tenant", id));
    diff.path("changed")
        .forEach(change -> changes.addObject().put("change", "change").setAll((ObjectNode) change));
    return changes;
  }

  static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
