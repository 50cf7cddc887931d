package eu.dihya.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints scripts that complete commands in a shell. */
@Command(
    name = "completion",
    description = "Print a completion script; load it with: source <(dihya completion bash)")
final class CompletionCommand extends NounCommand {
  CompletionCommand(Cli cli) {
    super(cli);
  }

  @Command(description = "For bash.")
  int bash() {
    cli.console().print(AutoComplete.bash("dihya", cli.root()));
    return Exit.DONE;
  }

  @Command(description = "For zsh, which runs the script through bashcompinit.")
  int zsh() {
    return bash();
  }
}
