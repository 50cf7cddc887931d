package eu.dihya.cli;

import eu.dihya.base.Terminal;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The command {@code dihya}: names its sub-commands; called without one it is wrong usage. */
@Command(
    name = "dihya",
    description = "Migrates the databases of many tenants, safely, and proves it.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    versionProvider = Version.class)
public final class DihyaCommand extends NounCommand {
  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Mixin
  private final GlobalOptions options;

  private DihyaCommand(Cli cli) {
    super(cli);
    this.options = cli.options();
  }

  /** Runs one command on the process's streams and returns the exit code; 2 for wrong usage. */
  public static int run(String... arguments) {
    boolean terminal = Terminal.isThere();
    var input = new InputStreamReader(System.in, Charset.defaultCharset());
    var surroundings =
        new Surroundings(
            System.getenv(),
            DihyaServerProcess::start,
            input,
            terminal,
            HiddenPrompt.onTerminal(),
            Clock.systemUTC(),
            Interruption::ofProcess);
    CommandLine commandLine =
        commandLine(surroundings).setOut(utf8(System.out)).setErr(utf8(System.err));
    try {
      return commandLine.execute(arguments);
    } catch (LinkageError | VirtualMachineError e) {
      return ((ErrorReport) commandLine.getExecutionExceptionHandler()).fault(e);
    }
  }

  /** Data is UTF-8 whatever the locale: tenants have names in every script. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  static CommandLine commandLine(Surroundings surroundings) {
    var cli = new Cli(surroundings);
    var commandLine = new CommandLine(new DihyaCommand(cli));
    cli.bind(commandLine);
    // Not an attribute of the command, which every sub-command would inherit.
    commandLine
        .getCommandSpec()
        .usageMessage()
        .footer("%nIn a source tree there is also: ./dihya bench fleet [--help]");
    for (Object noun :
        new Object[] {
          new InitCommand(cli),
          new ServeCommand(cli),
          new MigrateCommand(cli),
          new PlanCommand(cli),
          new RolloutCommand(cli),
          new FleetCommand(cli),
          new TenantCommand(cli),
          new MigrationCommand(cli),
          new ArchiveCommand(cli),
          new ConfigCommand(cli),
          new StoreCommand(cli),
          new PersonCommand(cli),
          new TokenCommand(cli),
          new SecretCommand(cli),
          new LoginCommand(cli),
          new LogoutCommand(cli),
          new CompletionCommand(cli),
          new DemoCommand(cli),
          new VersionCommand(cli),
          new HelpCommand()
        }) {
      commandLine.addSubcommand(noun);
    }
    var report = new ErrorReport(cli);
    return commandLine
        .registerConverter(OutputFormat.class, new WordOption<>(OutputFormat.class))
        .registerConverter(PlanFlags.OnFailure.class, new WordOption<>(PlanFlags.OnFailure.class))
        .setAbbreviatedOptionsAllowed(false)
        .setExecutionExceptionHandler(report)
        .setParameterExceptionHandler(report);
  }
}
