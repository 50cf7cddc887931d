package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All tenants at once. */
@Command(name = "fleet", description = "Which version and shape every tenant has.")
final class FleetCommand extends NounCommand {
  private static final List<Column> STATUS =
      List.of(
          Column.of("TENANT", "id"),
          Column.of("NAME", "name"),
          Column.of("SECTOR", "sector"),
          Column.of("REGION", "region"),
          Column.of("ENGINE", "engine"),
          Column.of("VERSION", "version"),
          Column.of("PENDING", "pending"),
          Column.of("STATE", item -> item.path("word").asText(item.path("mark").asText())),
          Column.of("BECAUSE", "because"));
  private static final List<Column> SHAPES =
      List.of(
          Column.of("ENGINE", "engine"),
          Column.of("SECTOR", "sector"),
          Column.of("VERSION", "version"),
          Column.of("SHAPE", item -> shortened(item.path("shape").asText(), 16)),
          Column.of("COUNT", "count"),
          Column.of("TENANTS", item -> shortened(Column.text(item.path("tenants")), 60)));
  private static final Map<String, String> COUNTS =
      Map.of(
          "current", "current",
          "behind", "behind",
          "drifted", "drifted",
          "unreachable", "unreachable",
          "suspended", "suspended",
          "notObserved", "not observed yet");

  FleetCommand(Cli cli) {
    super(cli);
  }

  @Command(description = "Every tenant with its version, as last observed.")
  int status(
      @Option(
              names = "--select",
              paramLabel = "SELECTOR",
              defaultValue = "",
              description = "Only these tenants.")
          String select,
      @Option(names = "--observe", description = "Read every selected target again first.")
          boolean observe) {
    return cli.withServer(
        server -> {
          JsonNode fleet =
              observe
                  ? server.api().post(ApiPath.of("fleet", "observe"), Map.of("select", select))
                  : server.api().get(ApiPath.of("fleet").with("select", select));
          cli.console().list(fleet, fleet.path("tenants"), STATUS);
          cli.console().say(summary(fleet));
          return Exit.DONE;
        });
  }

  @Command(description = "Tenants grouped by version, engine and shape.")
  int shapes() {
    return cli.withServer(
        server -> {
          JsonNode shapes = server.api().get(ApiPath.of("fleet", "shapes"));
          cli.console().list(shapes, shapes.path("items"), SHAPES);
          return Exit.DONE;
        });
  }

  private static String summary(JsonNode fleet) {
    JsonNode counts = fleet.path("counts");
    List<String> parts = new ArrayList<>();
    for (String key :
        List.of("current", "behind", "drifted", "unreachable", "suspended", "notObserved")) {
      int count = counts.path(key).asInt();
      if (count > 0) {
        parts.add(count + " " + COUNTS.get(key));
      }
    }
    String latest = fleet.path("latest").asText();
    return Words.count(counts.path("total").asInt(), "tenant")
        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts))
        + (latest.isEmpty() ? "" : "; the catalogue is at " + latest);
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
