package eu.dihya.cli;

import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** What the command line would take, for tests of other rooms; nothing is carried out. */
public final class CommandModel {
  private CommandModel() {}

  /** Why the words after {@code dihya} are no command; empty when they are one. */
  public static Optional<String> fault(List<String> words) {
    var surroundings =
        new Surroundings(
            Map.of(),
            settings -> {
              throw new IllegalStateException("nothing is carried out here");
            },
            new StringReader(""),
            false,
            Clock.systemUTC(),
            () -> new Interruption(() -> {}));
    try {
      CommandLine.ParseResult parsed = DihyaCommand.commandLine(surroundings).parseArgs(words.toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      return parsed.commandSpec().userObject() instanceof NounCommand && !parsed.isUsageHelpRequested()
          ? Optional.of("'" + parsed.commandSpec().qualifiedName() + "' lacks a verb")
          : Optional.empty();
    } catch (CommandLine.ParameterException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
