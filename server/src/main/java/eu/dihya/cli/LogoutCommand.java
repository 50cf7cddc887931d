package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Forgets a token that {@link LoginCommand} kept. */
@Command(
    name = "logout",
    description = "Forget the token for --server; it stays good elsewhere until it is revoked.")
final class LogoutCommand implements Callable<Integer> {
  private final Cli cli;

  LogoutCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    String named = cli.options().server;
    if (named == null) {
      throw new DihyaException(ErrorCode.USAGE, "say from which server, with --server URL");
    }
    URI server = ServerFinder.address(named);
    boolean there = SavedLogins.in(cli.surroundings().environment()).forget(server);
    cli.console().say(there ? "Forgotten." : "No token was kept for " + server + ".");
    return Exit.DONE;
  }
}
