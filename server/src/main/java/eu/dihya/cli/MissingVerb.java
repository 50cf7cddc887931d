package eu.dihya.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A command that does nothing by itself was called without one of its verbs: the usage says which
 * there are.
 */
final class MissingVerb extends ParameterException {
  private static final long serialVersionUID = 1L;

  MissingVerb(CommandLine command) {
    super(command, "which command? '" + command.getCommandSpec().qualifiedName() + "' has these:");
  }
}
