package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.app.Configuration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** The configuration. */
@Command(
    name = "config",
    description = "The values that are in effect, and whether the workspace can be read.")
final class ConfigCommand extends NounCommand {
  private static final List<Column> COLUMNS =
      List.of(Column.of("KEY", "key"), Column.of("VALUE", "value"), Column.of("ORIGIN", "origin"));

  ConfigCommand(Cli cli) {
    super(cli);
  }

  @Command(description = "Every value with where it comes from; secrets are masked.")
  int print() {
    return cli.withServer(
        server -> {
          JsonNode values = server.api().get(ApiPath.of("config"));
          cli.console().list(values, values.path("items"), COLUMNS);
          return Exit.DONE;
        });
  }

  // dihya.yaml is read here and not by a server: one that runs has read it long ago.
  @Command(
      description =
          "Read dihya.yaml, the registry files and the migrations; exit code 2 with all problems.")
  int check() {
    Configuration.load(cli.laidOutWorkspace(), cli.surroundings().environment(), Map.of());
    return cli.withServer(
        server -> {
          JsonNode diff = server.api().post(ApiPath.of("tenants", "sync"), Map.of("dryRun", true));
          JsonNode migrations = server.api().get(ApiPath.of("migrations"));
          cli.console()
              .say(
                  "The workspace is well: "
                      + Words.count(registered(diff), "tenant")
                      + ", "
                      + Words.count(migrations.path("items").size(), "migration")
                      + ".");
          return Exit.DONE;
        });
  }

  private static int registered(JsonNode diff) {
    long changed =
        diff.path("changed")
            .valueStream()
            .map(change -> change.path("tenant").asText())
            .distinct()
            .count();
    return diff.path("added").size() + (int) changed + diff.path("unchanged").asInt();
  }
}
