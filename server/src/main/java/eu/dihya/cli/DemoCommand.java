package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.app.Configuration;
import eu.dihya.app.DihyaServer;
import eu.dihya.app.ServeOptions;
import eu.dihya.app.ServerFile;
import eu.dihya.app.Targets;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.demo.DemoFleet;
import eu.dihya.demo.DemoRegistry;
import eu.dihya.demo.DemoServers;
import eu.dihya.demo.DemoWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sixty real databases on three engines, and a rollout over them that fails, pauses, is repaired
 * and goes on.
 */
@Command(
    name = "demo",
    description =
        "Start 60 tenants on real database servers and roll a change out, live in the browser.",
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(300);

  @Option(
      names = "--headless",
      description = "Without a browser: nothing is opened and nothing is waited for.")
  private boolean headless;

  @Option(
      names = "--exit",
      description = "End after the story; without it the server goes on until Ctrl-C.")
  private boolean exit;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the server listens; 8080, or any free port with 0.")
  private @Nullable Integer port;

  @Option(
      names = "--tenants",
      paramLabel = "N",
      description = "Add SQLite tenants until there are so many.")
  private int tenants;

  private final Cli cli;

  DemoCommand(Cli cli) {
    this.cli = cli;
  }

  /** Where the demo lives, inside the workspace. */
  private DemoWorkspace workspace() {
    return new DemoWorkspace(cli.workspace().resolve(".dihya/demo"));
  }

  @Command(name = "reset", description = "Delete the demo's databases; archived evidence stays.")
  int reset() {
    workspace().reset();
    cli.console().say("The demo starts anew next time.");
    return Exit.DONE;
  }

  @Override
  @SuppressWarnings("try") // the server file is there as long as the server
  public Integer call() {
    DemoWorkspace workspace = workspace();
    boolean told = Files.exists(workspace.root().resolve("told"));
    if (told && headless) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "the demo's story was told here already; start anew with: " + cli.next("demo reset"));
    }
    try (Interruption interruption = cli.surroundings().interruptions().get();
        DemoServers servers = servers(workspace)) {
      servers.notes().forEach(cli.console()::warn);
      Configuration configuration = configure(workspace);
      try (Targets targets = new Targets(configuration);
          DihyaServer server = DihyaServer.start(configuration, new ServeOptions(false, false));
          ServerFile ignored = outerServerFile(server);
          ApiClient api = new ApiClient(server.address(), server.bearer(), Optional.empty())) {
        DemoFleet fleet = new DemoFleet(workspace, targets);
        DemoStory story = new DemoStory(cli, api, workspace, interruption, headless);
        if (!told) {
          story.prepare(fleet);
        }
        return show(server, story, fleet, told, interruption);
      }
    }
  }

  private int show(
      DihyaServer server,
      DemoStory story,
      DemoFleet fleet,
      boolean told,
      Interruption interruption) {
    Console console = cli.console();
    if (!headless) {
      console.say("Open this link; it signs you in, once:");
      console.say("  " + server.signInLink());
      Browser.open(server.signInLink(), console);
      awaitBrowser(server, interruption);
    }
    if (!told) {
      ObjectNode result = story.tell(fleet);
      if (headless || !console.isTable()) {
        console.print(Json.write(result));
      }
    }
    if (exit) {
      return Exit.DONE;
    }
    console.say("The server goes on at " + server.address() + "; Ctrl-C stops it.");
    while (!interruption.await(Duration.ofHours(1))) {
      console.detail("still here");
    }
    return Exit.DONE;
  }

  private void awaitBrowser(DihyaServer server, Interruption interruption) {
    cli.console().say("The rollout begins when the page is open.");
    while (server.watchers() == 0 && !interruption.await(LOOK)) {
      cli.console().detail("no browser yet");
    }
  }

  private DemoServers servers(DemoWorkspace workspace) {
    Path example = example();
    try {
      DemoRegistry registry = DemoRegistry.read(example.resolve("tenants"));
      cli.console().say("Starting PostgreSQL and MariaDB on this machine …");
      DemoServers servers = DemoServers.start(cache(), workspace.root(), registry);
      workspace.layOut(example.resolve("migrations"), registry, servers.running());
      int more = tenants - registry.tenants().size();
      if (more > 0) {
        workspace.addTenants(more);
      }
      return servers;
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the example in " + example + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  /** The repository that the launcher belongs to holds the example. */
  private Path example() {
    String home = cli.surroundings().environment().get("DIHYA_HOME");
    Path example = home == null ? cli.workspace() : Path.of(home);
    if (!Files.isDirectory(example.resolve("tenants"))
        || !Files.isDirectory(example.resolve("migrations"))) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the demo needs the example's tenants/ and migrations/, which are not in "
              + example
              + "; run it as ./dihya demo");
    }
    return example;
  }

  private Path cache() {
    Map<String, String> environment = cli.surroundings().environment();
    return Path.of(
        environment.getOrDefault("DIHYA_CACHE", System.getProperty("user.home") + "/.cache/dihya"));
  }

  /** Evidence goes to the outer workspace's archive, so that it outlives the demo. */
  private Configuration configure(DemoWorkspace workspace) {
    try {
      Files.writeString(
          workspace.root().resolve(Configuration.FILE), "archive: { local: ../archive }\n");
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "cannot write the demo's dihya.yaml: " + e.getMessage(), e);
    }
    Map<String, String> flags = new HashMap<>();
    if (port != null || headless) {
      flags.put("--port", port == null ? "0" : port.toString());
    }
    return Configuration.load(workspace.root(), cli.surroundings().environment(), flags);
  }

  private ServerFile outerServerFile(DihyaServer server) {
    return ServerFile.write(cli.workspace().resolve(".dihya"), server.address(), server.bearer());
  }
}
