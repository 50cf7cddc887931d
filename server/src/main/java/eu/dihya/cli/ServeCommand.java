package eu.dihya.cli;

import eu.dihya.app.Welcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description = "Run the server and its dashboard until Ctrl-C.",
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where it listens; 0 for any free port.")
  private @Nullable Integer port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "The address on which it listens.")
  private @Nullable String bind;

  @Option(
      names = "--insecure",
      description = "Listen in clear on an address that others can reach.")
  private boolean insecure;

  private final Cli cli;

  ServeCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Surroundings surroundings = cli.surroundings();
    var settings =
        new ServerStarter.Settings(
            cli.laidOutWorkspace(), surroundings.environment(), flags(), insecure, false);
    try (Interruption interruption = surroundings.interruptions().get();
        ServerProcess server = surroundings.starter().start(settings)) {
      cli.console().say("Dihya listens on " + server.address() + "; Ctrl-C stops it.");
      Welcome welcome = server.welcome();
      cli.console().say(welcome.text());
      welcome.link().ifPresent(link -> cli.console().print(link.toString()));
      Thread.ofVirtual().start(() -> closeWhenInterrupted(interruption, server));
      server.awaitEnd();
    }
    cli.console().say("Stopped.");
    return Exit.DONE;
  }

  private void closeWhenInterrupted(Interruption interruption, ServerProcess server) {
    if (interruption.await(FOREVER)) {
      cli.console().say("Stopping; Ctrl-C again halts at once.");
      server.close();
    }
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    if (port != null) {
      flags.put("--port", port.toString());
    }
    if (bind != null) {
      flags.put("--bind", bind);
    }
    return flags;
  }
}
