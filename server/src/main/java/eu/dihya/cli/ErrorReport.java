package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Redactor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a message for a person and an exit code; never a stack trace. */
record ErrorReport(Cli cli) implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /**
   * Begins with a place in a file, which editors and CI systems find only at the start of a line.
   */
  private static final Pattern PLACED = Pattern.compile("\\S+:\\d+(:\\d+)?: ");

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ParameterException wrong) {
      return handleParseException(wrong, parsed.originalArgs().toArray(String[]::new));
    }
    if (failure instanceof DihyaException known && known.code() != ErrorCode.INTERNAL) {
      cli.console()
          .warn((PLACED.matcher(known.text()).lookingAt() ? "" : "dihya: ") + known.text());
      return known.code().exitCode();
    }
    return fault(failure);
  }

  /** Tells of a fault of ours, and writes down where it happened. */
  int fault(Throwable failure) {
    String text =
        failure instanceof DihyaException known
            ? known.text()
            : failure.getClass().getSimpleName()
                + Optional.ofNullable(failure.getMessage()).map(m -> ": " + m).orElse("");
    Console console = cli.console();
    console.warn("dihya: " + Redactor.databaseError(text));
    Optional<Path> log = FaultLog.in(home()).write(cli.surroundings().clock().instant(), failure);
    console.warn(
        "This is a fault of Dihya, not of what you typed."
            + log.map(file -> " What happened is written down in " + file + ".").orElse(""));
    return ErrorCode.INTERNAL.exitCode();
  }

  private Path home() {
    try {
      return cli.workspace();
    } catch (DihyaException e) {
      return Path.of(System.getProperty("java.io.tmpdir"));
    }
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    Console console = cli.console();
    console.warn("dihya: " + wrong.getMessage());
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        console.warn(
            "Did you mean: " + String.join(", ", near.subList(0, Math.min(3, near.size()))) + "?");
      }
    }
    String name = command.getCommandSpec().qualifiedName();
    if (wrong instanceof MissingVerb) {
      command.usage(console.err());
    } else {
      console.warn("Usage: '" + name + " --help'.");
    }
    return Exit.USAGE;
  }
}
