package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tokens that programs sign in with. */
@Command(name = "token", description = "The tokens that programs sign in with.")
final class TokenCommand extends NounCommand {
  private static final List<Column> LIST =
      List.of(
          Column.of("TOKEN", "id"),
          Column.of("NAME", "name"),
          Column.of("ROLE", "role"),
          Column.of("TENANTS", "tenants"),
          Column.of("STATE", "state"),
          Column.of("EXPIRES", "expiresAt"),
          Column.of("CREATED", "createdAt"),
          Column.of("BY", "createdBy"));

  private static final List<Column> SHOW =
      List.of(
          Column.of("token", "id"),
          Column.of("name", "name"),
          Column.of("role", "role"),
          Column.of("tenants", "tenants"),
          Column.of("state", "state"),
          Column.of("expires", "expiresAt"),
          Column.of("revoked", "revokedAt"));

  TokenCommand(Cli cli) {
    super(cli);
  }

  @Command(
      description =
          "Make a token and print it; it is shown this once. A program puts it into DIHYA_TOKEN.")
  int create(
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description =
                  "platform-admin, operator, approver, security, auditor, dpo, tenant-admin or"
                      + " viewer; nothing that you may not do yourself.")
          String role,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "What it is for, such as 'nightly deployment'.")
          String name,
      @Mixin TenantsFlag tenants,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              defaultValue = "90d",
              converter = TimeOption.class,
              description = "When it ends by itself, such as 12h or 30d; 90d when not given.")
          Duration expires) {
    var wanted = Map.of("role", role, "name", name, "expires", Durations.format(expires));
    return cli.withServer(
        server -> {
          show(server.api().post(ApiPath.of("tokens"), tenants.with(wanted)));
          return Exit.DONE;
        });
  }

  private void show(JsonNode made) {
    if (!cli.console().isTable()) {
      cli.console().show(made, List.of());
      return;
    }
    JsonNode token = made.path("token");
    String tenants = Column.text(token.path("tenants"));
    cli.console().print(made.path("text").asText());
    cli.console()
        .say(
            "Token %s, role %s%s, good until %s. Keep it: it is not shown again."
                .formatted(
                    token.path("id").asText(),
                    token.path("role").asText(),
                    tenants.isEmpty() ? "" : ", tenants " + tenants,
                    token.path("expiresAt").asText()));
  }

  @Command(description = "Every token that was ever made, the newest first.")
  int list() {
    return cli.withServer(
        server -> {
          JsonNode all = server.api().get(ApiPath.of("tokens"));
          cli.console().list(all, all.path("items"), LIST);
          return Exit.DONE;
        });
  }

  @Command(description = "Make a token good for nothing, from now on.")
  int revoke(@Parameters(paramLabel = "TOKEN") String id, @Mixin ReasonFlag reason) {
    return cli.withServer(
        server -> {
          JsonNode token =
              server.api().post(ApiPath.of("tokens", id, "revoke"), reason.with(Map.of()));
          cli.console().show(token, SHOW);
          return Exit.DONE;
        });
  }
}
