package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** What every command works with: the global flags, the console, and the way to a server. */
final class Cli {
  private static final List<String> PARTS =
      List.of("dihya.yaml", "tenants", "migrations", ".dihya");

  private final GlobalOptions options = new GlobalOptions();
  private final Surroundings surroundings;
  private final BufferedReader input;
  private Optional<CommandLine> commandLine = Optional.empty();

  Cli(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.input = new BufferedReader(surroundings.input());
  }

  /** A task with a server. */
  interface ServerTask {
    int run(Server server);
  }

  void bind(CommandLine root) {
    commandLine = Optional.of(root);
  }

  GlobalOptions options() {
    return options;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** The console on the streams that the command line has now. */
  Console console() {
    CommandLine root = commandLine.orElseThrow();
    return new Console(root.getOut(), root.getErr(), input, surroundings.terminal(), options);
  }

  CommandLine root() {
    return commandLine.orElseThrow();
  }

  /** Where the workspace is, or is to be. */
  Path place() {
    Path given = options.workspace == null ? Path.of("") : options.workspace;
    return given.toAbsolutePath().normalize();
  }

  /**
   * The workspace's directory.
   *
   * @throws DihyaException USAGE when it is not there
   */
  Path workspace() {
    Path workspace = place();
    if (!Files.isDirectory(workspace)) {
      throw new DihyaException(
          ErrorCode.USAGE, "there is no directory " + workspace + " (--workspace)");
    }
    return workspace;
  }

  /**
   * The workspace's directory, once it has been laid out: a server leaves nothing in any other.
   *
   * @throws DihyaException USAGE when it is not there, or holds nothing of a workspace
   */
  Path laidOutWorkspace() {
    Path workspace = workspace();
    if (PARTS.stream().noneMatch(part -> Files.exists(workspace.resolve(part)))) {
      throw new DihyaException(
          ErrorCode.USAGE,
          workspace
              + " is no workspace: it has none of "
              + String.join(", ", PARTS)
              + "; make one with: "
              + next("init"));
    }
    return workspace;
  }

  /**
   * Finds or starts the server, does the task, and ends the server that was started for it.
   *
   * @throws DihyaException USAGE, before anything is asked for, when the format that is wanted is
   *     not one that every listing has
   */
  int withServer(ServerTask task) {
    return withServer(Set.of(), task);
  }

  /** The same for a task that also writes in other formats. */
  int withServer(Set<OutputFormat> also, ServerTask task) {
    if (!also.contains(options.output)) {
      console().format();
    }
    try (Server server = new ServerFinder(this, console(), surroundings).find()) {
      return task.run(server);
    }
  }

  /** A command to type next, with the flags that led here. */
  String next(String command) {
    var text = new StringBuilder("dihya ").append(command);
    if (options.server != null) {
      text.append(" --server ").append(quoted(options.server));
    }
    if (options.workspace != null) {
      text.append(" -w ").append(quoted(options.workspace.toString()));
    }
    return text.toString();
  }

  /** The word as a shell reads it back. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
