package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts of people. */
@Command(name = "person", description = "Accounts of people: who may sign in, and with which role.")
final class PersonCommand extends NounCommand {
  private static final List<Column> LIST =
      List.of(
          Column.of("NAME", "name"),
          Column.of("ROLE", "role"),
          Column.of("TENANTS", "tenants"),
          Column.of("STATE", "state"),
          Column.of("SECOND FACTOR", "secondFactor"),
          Column.of("LAST SIGN-IN", "lastSignIn"),
          Column.of("ID", "id"));

  private static final List<Column> SHOW =
      List.of(
          Column.of("name", "name"),
          Column.of("role", "role"),
          Column.of("tenants", "tenants"),
          Column.of("state", "state"),
          Column.of("id", "id"));

  PersonCommand(Cli cli) {
    super(cli);
  }

  @Command(
      description =
          "Make an account and print the link with which its owner chooses a password; it is shown"
              + " this once and works once, for a day.")
  int add(
      @Parameters(paramLabel = "NAME", description = "For signing in.") String name,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "What they may do; nothing that you may not do yourself.")
          String role,
      @Mixin TenantsFlag tenants) {
    return cli.withServer(
        server ->
            invited(
                server, ApiPath.of("people"), tenants.with(Map.of("name", name, "role", role))));
  }

  @Command(description = "Everybody with an account.")
  int list() {
    return cli.withServer(
        server -> {
          JsonNode all = server.api().get(ApiPath.of("people"));
          cli.console().list(all, all.path("items"), LIST);
          return Exit.DONE;
        });
  }

  @Command(description = "Give another role; the person's sessions end.")
  int role(
      @Parameters(paramLabel = "PERSON", description = "A name or an id.") String person,
      @Parameters(paramLabel = "ROLE") String role,
      @Mixin TenantsFlag tenants,
      @Mixin ReasonFlag reason) {
    return changed(person, "role", tenants.with(reason.with(Map.of("role", role))));
  }

  @Command(description = "Let nobody in with this account any more; its sessions end.")
  int suspend(
      @Parameters(paramLabel = "PERSON", description = "A name or an id.") String person,
      @Mixin ReasonFlag reason) {
    return changed(person, "state", reason.with(Map.of("state", "suspended")));
  }

  @Command(description = "Let somebody in again who was suspended.")
  int activate(
      @Parameters(paramLabel = "PERSON", description = "A name or an id.") String person,
      @Mixin ReasonFlag reason) {
    return changed(person, "state", reason.with(Map.of("state", "active")));
  }

  @Command(
      name = "reset",
      description =
          "Take password and second factor away, and print a new link; for who has lost them.")
  int reset(
      @Parameters(paramLabel = "PERSON", description = "A name or an id.") String person,
      @Mixin ReasonFlag reason) {
    return cli.withServer(
        server -> invited(server, ApiPath.of("people", person, "set-up"), reason.with(Map.of())));
  }

  private int changed(String person, String what, Map<String, ?> body) {
    return cli.withServer(
        server -> {
          cli.console().show(server.api().post(ApiPath.of("people", person, what), body), SHOW);
          return Exit.DONE;
        });
  }

  private int invited(Server server, ApiPath path, Map<String, ?> body) {
    JsonNode made = server.api().post(path, body);
    Console console = cli.console();
    if (!console.isTable()) {
      console.show(made, List.of());
      return Exit.DONE;
    }
    String link = "/set-up#" + made.path("token").asText();
    boolean running = !server.isOwn();
    console.print(running ? server.api().server().resolve(link).toString() : link);
    console.say(
        "Give this link to %s; it works once, until %s.%s"
            .formatted(
                made.at("/person/name").asText(),
                made.path("until").asText(),
                running ? "" : " It follows the address of the server, once one runs."));
    return Exit.DONE;
  }
}
