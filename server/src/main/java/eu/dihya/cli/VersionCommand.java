package eu.dihya.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says which Dihya this is. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
  private final Cli cli;

  VersionCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    cli.console().print(new Version().getVersion()[0]);
    return Exit.DONE;
  }
}
