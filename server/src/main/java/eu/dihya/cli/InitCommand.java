package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lays out a new workspace. */
@Command(
    name = "init",
    description =
        "Make a workspace here (or in --workspace): dihya.yaml, tenants/ and migrations/.")
final class InitCommand implements Callable<Integer> {
  private final Cli cli;

  InitCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Path root = cli.place();
    try {
      List<Path> made = new NewWorkspace(root).layOut(cli.surroundings().clock());
      made.forEach(file -> cli.console().print(file.toString()));
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION, "cannot lay out " + root + ": " + e.getMessage(), e);
    }
    Console console = cli.console();
    console.say("");
    console.say("Next:");
    console.say("  1. name your databases in tenants/ and your changes in migrations/");
    console.say("  2. " + cli.next("plan") + "      shows what would happen");
    console.say("  3. " + cli.next("migrate") + "   does it");
    return Exit.DONE;
  }
}
