package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** What a plan says of its approvals. */
record PlanApprovals(JsonNode json) {
  static final List<Column> COLUMNS =
      List.of(
          Column.of("WHO", "name"),
          Column.of("ROLE", "role"),
          Column.time("WHEN", "at"),
          Column.of("COUNTS", item -> item.path("counts").asBoolean() ? "yes" : "no"),
          Column.of("BECAUSE", "because"),
          Column.of("COMMENT", "comment"));

  /** {@code wanted 1 approver, 1 security; given by amina (approver); missing 1 security}. */
  String line() {
    String given =
        json.path("given")
            .valueStream()
            .filter(each -> each.path("counts").asBoolean())
            .map(each -> each.path("name").asText() + " (" + each.path("role").asText() + ")")
            .collect(Collectors.joining(", "));
    return "wanted "
        + counts(json.path("required"))
        + "; given by "
        + (given.isEmpty() ? "nobody" : given)
        + "; missing "
        + counts(json.path("missing"));
  }

  private static String counts(JsonNode perRole) {
    String text =
        perRole
            .propertyStream()
            .map(entry -> entry.getValue().asInt() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "none" : text;
  }
}
