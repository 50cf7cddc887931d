package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who would fail at the constraints of a plan, and with how many rows. */
record Sweep(Plan plan, JsonNode answer) {
  private static final List<Column> CONSTRAINTS =
      List.of(
          Column.of("NO", "number"),
          Column.of("KIND", "kind"),
          Column.of("TABLE", "table"),
          Column.of("CONSTRAINT", "text"),
          Column.of("WOULD FAIL", "offending"),
          Column.of("CLEAN", "clean"),
          Column.of("NOT PROBED", "notProbed"),
          Column.of("PLACE", "place"));

  private static final List<Column> FINDINGS =
      List.of(
          Column.of("TENANT", "tenant"),
          Column.of("NO", "constraint"),
          Column.of("OUTCOME", "outcome"),
          Column.of("ROWS", "rows"),
          Column.of("BECAUSE", "because"));

  static Sweep of(Plan plan, ApiClient api, Duration budget) {
    return new Sweep(
        plan,
        api.post(
            ApiPath.of("plans", plan.id(), "sweep"),
            Map.of("budgetSeconds", Math.max(1, budget.toSeconds()))));
  }

  /** Prints what was found; clean ones are only counted. 1 when a tenant would fail. */
  int show(Console console) {
    if (console.isTable()) {
      plan.show(console);
      if (!answer.path("constraints").isEmpty()) {
        console.table(answer.path("constraints"), CONSTRAINTS);
        console.table(worthTelling(), FINDINGS);
      }
    } else {
      var both = Json.mapper().createObjectNode();
      both.set("plan", plan.json());
      both.set("sweep", answer);
      console.show(both, List.of());
    }
    int victims = answer.path("victims").size();
    console.say(
        "Nothing was changed. "
            + (victims == 0 ? "No tenant was found that would fail" : wouldFail(victims))
            + unknown());
    return victims == 0 ? Exit.DONE : Exit.FAILED;
  }

  private static String wouldFail(int victims) {
    return Words.count(victims, "tenant") + " would fail as the rows are now";
  }

  /** What was not looked at is not said to be clean. */
  private String unknown() {
    long tenants =
        answer
            .path("findings")
            .valueStream()
            .filter(finding -> finding.path("outcome").asText().equals("not-probed"))
            .map(finding -> finding.path("tenant").asText())
            .distinct()
            .count();
    return tenants == 0
        ? "."
        : "; on " + Words.count((int) tenants, "tenant") + " a constraint could not be probed.";
  }

  private JsonNode worthTelling() {
    var told = Json.mapper().createArrayNode();
    answer
        .path("findings")
        .valueStream()
        .filter(finding -> !finding.path("outcome").asText().equals("clean"))
        .forEach(told::add);
    return told;
  }
}
