package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.NewMasterKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The sealed secrets of the control store. */
@Command(
    name = "secret",
    description = "Credentials that are kept sealed in the control store; none is ever shown.")
final class SecretCommand extends NounCommand {
  private static final List<Column> LIST =
      List.of(
          Column.of("SECRET", "name"),
          Column.of("VERSION", "version"),
          Column.of("MASTER KEY", "keyId"),
          Column.time("CREATED", "createdAt"),
          Column.time("UPDATED", "updatedAt"),
          Column.of("BY", "updatedBy"),
          Column.of("TENANTS", "tenants"));

  SecretCommand(Cli cli) {
    super(cli);
  }

  @Command(
      description =
          "Set a secret that tenants name as sealed:NAME. Its value, user:password, is asked for,"
              + " or read from standard input; it never stands on the command line.")
  int set(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(hidden = true, arity = "0..*", index = "1..*") @Nullable List<String> values) {
    if (values != null && !values.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "a value never stands on the command line, where the shell's history and the list of"
              + " processes show it; change it where it is used, then type it when you are asked,"
              + " or: dihya secret set "
              + Cli.quoted(name)
              + " < FILE");
    }
    String value = new SecretValue(cli.console(), cli.surroundings()).read(name);
    return cli.withServer(
        server -> {
          JsonNode set = server.api().put(ApiPath.of("secrets", name), Map.of("value", value));
          cli.console()
              .say(
                  "Sealed as version %s, with the master key %s; tenants name it as sealed:%s."
                      .formatted(set.path("version").asText(), set.path("keyId").asText(), name));
          if (!cli.console().isTable()) {
            cli.console().show(set, List.of());
          }
          return Exit.DONE;
        });
  }

  @Command(description = "Every secret with its master key and the tenants that use it.")
  int list() {
    return cli.withServer(
        server -> {
          JsonNode all = server.api().get(ApiPath.of("secrets"));
          cli.console().list(all, all.path("items"), LIST);
          for (JsonNode missing : all.path("missing")) {
            cli.console()
                .warn(
                    "Not set: %s, used by %s; set it with: %s"
                        .formatted(
                            missing.path("name").asText(),
                            Column.text(missing.path("tenants")),
                            cli.next("secret set " + missing.path("name").asText())));
          }
          return Exit.DONE;
        });
  }

  @Command(description = "Remove a secret that no tenant uses.")
  int remove(@Parameters(paramLabel = "NAME") String name, @Mixin ReasonFlag reason) {
    cli.console().confirm("Remove the secret " + name + "? Nobody can bring it back.");
    return cli.withServer(
        server -> {
          server.api().post(ApiPath.of("secrets", name, "remove"), reason.with(Map.of()));
          cli.console().say("Removed.");
          return Exit.DONE;
        });
  }

  @Command(
      description =
          "Wrap the keys of all secrets anew with the newest master key; all of them, or none.")
  int rotate() {
    return cli.withServer(
        server -> {
          JsonNode done = server.api().post(ApiPath.of("secrets", "rotate"), Map.of());
          if (cli.console().isTable()) {
            cli.console()
                .print(
                    "%s wrapped anew with the master key %s; %d had it already."
                        .formatted(
                            Words.count(done.path("wrapped").asInt(), "secret"),
                            done.path("keyId").asText(),
                            done.path("unchanged").asInt()));
          } else {
            cli.console().show(done, List.of());
          }
          return Exit.DONE;
        });
  }

  @Command(
      name = "new-master-key",
      description =
          "Make a file with a new master key, which its owner alone may read. Works here, without a"
              + " server, and overwrites nothing.")
  int newMasterKey(@Parameters(paramLabel = "FILE") Path file) {
    Path whole = file.toAbsolutePath().normalize();
    String id = NewMasterKey.write(whole);
    cli.console().print(id);
    cli.console()
        .say(
            "The master key %s is in %s. Name it in dihya.yaml (secrets.masterKeyFile), start the server again, and keep a copy away from the control store and its backups: without it no secret can be opened."
                .formatted(id, whole));
    return Exit.DONE;
  }
}
