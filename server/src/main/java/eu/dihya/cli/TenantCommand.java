package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Json;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The registry of tenants. */
@Command(name = "tenant", description = "The registry of tenants.")
final class TenantCommand extends NounCommand {
  private static final List<Column> LIST =
      List.of(
          Column.of("TENANT", "id"),
          Column.of("NAME", "name"),
          Column.of("SECTOR", "sector"),
          Column.of("REGION", "region"),
          Column.of("STATE", "state"),
          Column.of("ENGINE", "engine"),
          Column.of("ADDRESS", "address"),
          Column.of("LABELS", "labels"));
  private static final List<Column> SHOW =
      List.of(
          Column.of("tenant", "id"),
          Column.of("name", "name"),
          Column.of("sector", "sector"),
          Column.of("region", "region"),
          Column.of("time zone", "timezone"),
          Column.of("environment", "environment"),
          Column.of("state", "state"),
          Column.of("engine", "engine"),
          Column.of("server", "server"),
          Column.of("address", "address"),
          Column.of("labels", "labels"),
          Column.of("placeholders", "placeholders"));

  TenantCommand(Cli cli) {
    super(cli);
  }

  @Command(description = "All tenants, or those of a selector.")
  int list(
      @Option(
              names = "--select",
              paramLabel = "SELECTOR",
              defaultValue = "",
              description = "Such as 'sector=health engine!=sqlite'.")
          String select) {
    return cli.withServer(
        server -> {
          ObjectNode all = all(server.api(), select);
          cli.console().list(all, all.path("items"), LIST);
          return Exit.DONE;
        });
  }

  private static ObjectNode all(ApiClient api, String select) {
    ObjectNode all = Json.mapper().createObjectNode();
    ArrayNode items = all.putArray("items");
    String cursor = "";
    do {
      JsonNode page =
          api.get(
              ApiPath.of("tenants")
                  .with("select", select)
                  .with("cursor", cursor)
                  .with("limit", "1000"));
      page.path("items").forEach(items::add);
      cursor = page.path("next").asText();
    } while (!cursor.isEmpty());
    return all;
  }

  @Command(description = "One tenant.")
  int show(@Parameters(paramLabel = "ID") String id) {
    return cli.withServer(
        server -> {
          cli.console().show(server.api().get(ApiPath.of("tenants", id)), SHOW);
          return Exit.DONE;
        });
  }

  @Command(description = "Register a tenant that stands in no file.")
  int add(@Mixin NewTenantFlags flags) {
    return cli.withServer(
        server -> {
          JsonNode tenant = server.api().post(ApiPath.of("tenants"), flags.body());
          cli.console().show(tenant, SHOW);
          return Exit.DONE;
        });
  }

  @Command(
      description =
          "Compare the registry with the files under tenants/, and take the difference over.")
  int sync(@Option(names = "--dry-run", description = "Only show the difference.") boolean dryRun) {
    return cli.withServer(
        server -> {
          JsonNode diff =
              server.api().post(ApiPath.of("tenants", "sync"), Map.of("dryRun", dryRun));
          new RegistryChanges(diff).show(cli.console());
          return Exit.DONE;
        });
  }

  @Command(description = "Leave a tenant out of rollouts until it is resumed.")
  int suspend(@Parameters(paramLabel = "ID") String id, @Mixin ReasonFlag reason) {
    return state(id, "suspended", reason);
  }

  @Command(description = "Take a tenant into rollouts again.")
  int resume(@Parameters(paramLabel = "ID") String id, @Mixin ReasonFlag reason) {
    return state(id, "active", reason);
  }

  @Command(description = "Mark a tenant as gone; its database is not touched.")
  int archive(@Parameters(paramLabel = "ID") String id, @Mixin ReasonFlag reason) {
    cli.console().confirm("Archive the tenant " + id + "? It takes part in nothing any more.");
    return state(id, "archived", reason);
  }

  private int state(String id, String state, ReasonFlag reason) {
    return cli.withServer(
        server -> {
          JsonNode tenant =
              server
                  .api()
                  .put(ApiPath.of("tenants", id, "state"), reason.with(Map.of("state", state)));
          cli.console().show(tenant, SHOW);
          return Exit.DONE;
        });
  }
}
