package eu.dihya.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A noun: its verbs are its methods; without one it is wrong usage. */
abstract class NounCommand implements Runnable {
  @Spec private CommandSpec spec;

  final Cli cli;

  NounCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public final void run() {
    throw new MissingVerb(spec.commandLine());
  }
}
