package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** Shows what there is to decide on when a statement is in doubt. */
record Doubt(Cli cli, JsonNode run, Consumer<String> out) {
  /** Prints nothing for a run that is not in doubt. */
  void print(String rollout) {
    JsonNode doubt = run.path("doubt");
    JsonNode evidence = doubt.path("evidence");
    if (evidence.isMissingNode()) {
      return;
    }
    String connection = evidence.path("connection").asText();
    line("");
    line("in doubt  " + evidence.path("position").asText());
    line(evidence.path("statement").asText());
    line("sent      " + evidence.path("sentAt").asText("not known"));
    line(
        "by        connection "
            + connection
            + (evidence.path("alive").asBoolean() ? ", still alive" : ", gone"));
    line("evidence  " + doubt.path("digest").asText());
    difference("What is different now from before it was sent:", evidence.path("done"));
    difference("What is different now from what it should leave:", evidence.path("missing"));
    if (doubt.path("decide").path("allowed").asBoolean()) {
      String tenant = run.path("tenant").asText();
      line("");
      line(
          "Decide with: "
              + cli.next("rollout decide " + rollout + " --tenant " + tenant)
              + " --applied | --not-applied --reason TEXT");
    } else {
      line("It cannot be decided now: " + doubt.path("decide").path("because").asText());
    }
  }

  private void difference(String title, JsonNode difference) {
    line("");
    line(title);
    if (difference.isMissingNode()) {
      line("  not known");
    } else if (difference.path("items").isEmpty()) {
      line("  nothing");
    }
    difference.path("items").forEach(this::item);
    int more = difference.path("more").asInt();
    if (more > 0) {
      line("  and " + Words.count(more, "object") + " more");
    }
  }

  private void item(JsonNode item) {
    line("  " + item.path("object").asText());
    line("    then  " + item.path("expected").asText("nothing"));
    line("    now   " + item.path("found").asText("nothing"));
  }

  private void line(String text) {
    out.accept(DisplayText.harmless(text));
  }
}
