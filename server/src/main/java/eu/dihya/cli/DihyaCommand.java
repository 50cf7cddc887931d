package eu.dihya.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code dihya}: names its sub-commands; called without one it is wrong usage. */
@Command(
    name = "dihya",
    description = "Migrates the databases of many tenants, safely, and proves it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class DihyaCommand implements Runnable {
  @Spec private CommandSpec spec;

  private DihyaCommand() {}

  /** Runs one command on the standard streams and returns the exit code; 2 for wrong usage. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new DihyaCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See below.");
  }
}
