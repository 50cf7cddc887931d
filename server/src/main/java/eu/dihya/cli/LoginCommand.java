package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Signs in: keeps a token for a server elsewhere, or prints a link for the browser. */
@Command(
    name = "login",
    description =
        "With --server: keep an API token for that server, read from standard input. Without: print"
            + " a link that signs the administrator in once, on the server of this workspace.")
final class LoginCommand implements Callable<Integer> {
  private final Cli cli;

  LoginCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    String named = cli.options().server;
    return named == null ? printLink() : keepToken(ServerFinder.address(named));
  }

  private int keepToken(URI server) {
    Console console = cli.console();
    String token = console.secret("API token for " + server);
    if (token.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "no token was given; make one with 'dihya token create' and type or pipe it in");
    }
    SavedLogins logins = SavedLogins.in(cli.surroundings().environment());
    try (var api = new ApiClient(server, token, Optional.ofNullable(cli.options().timeout))) {
      String role = api.get(ApiPath.of("session")).at("/principal/role").asText();
      logins.save(server, token);
      console.say("Signed in to %s as %s; kept in %s.".formatted(server, role, logins.file()));
    }
    return Exit.DONE;
  }

  private int printLink() {
    return cli.withServer(
        server -> {
          if (server.isOwn()) {
            throw new DihyaException(
                ErrorCode.USAGE,
                "no server runs for this workspace; start one with: " + cli.next("serve"));
          }
          String token =
              server.api().post(ApiPath.of("session", "link"), Map.of()).path("token").asText();
          cli.console().print(server.api().server().resolve("/sign-in#" + token).toString());
          cli.console().say("It works once, within 30 minutes.");
          return Exit.DONE;
        });
  }
}
