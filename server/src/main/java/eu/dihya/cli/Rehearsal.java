package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.util.List;
import java.util.Map;

/** A plan tried on the real targets, in transactions that are rolled back. */
record Rehearsal(Plan plan, JsonNode answer) {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("TENANT", "tenant"),
          Column.of("REHEARSAL", "outcome"),
          Column.of("MESSAGE", "message"));

  static Rehearsal of(Plan plan, ApiClient api) {
    return new Rehearsal(plan, api.post(ApiPath.of("plans", plan.id(), "rehearse"), Map.of()));
  }

  /** Prints plan and outcome; 1 when a tenant failed. */
  int show(Console console) {
    if (console.isTable()) {
      plan.show(console);
      console.table(answer.path("items"), COLUMNS);
    } else {
      var both = Json.mapper().createObjectNode();
      both.set("plan", plan.json());
      both.set("rehearsal", answer.path("items"));
      console.show(both, COLUMNS);
    }
    long failed = count("failed");
    console.say(
        "Nothing was changed. "
            + Words.count((int) count("ok"), "tenant")
            + " went well, "
            + failed
            + " failed, "
            + count("not-possible")
            + " cannot be rehearsed.");
    return failed == 0 ? Exit.DONE : Exit.FAILED;
  }

  private long count(String outcome) {
    return answer
        .path("items")
        .valueStream()
        .filter(item -> item.path("outcome").asText().equals(outcome))
        .count();
  }
}
