package eu.dihya.cli;

import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** What the command line would take, for tests of other rooms; nothing is carried out. */
public final class CommandModel {
  private CommandModel() {}

  /** Every command that does something, such as {@code migrate} and {@code rollout pause}. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>();
    commandLine()
        .getSubcommands()
        .forEach(
            (noun, command) -> {
              if (!(command.getCommandSpec().userObject() instanceof NounCommand)) {
                names.add(noun);
              }
              command.getSubcommands().keySet().forEach(verb -> names.add(noun + " " + verb));
            });
    return names;
  }

  /** Why the words after {@code dihya} are no command; empty when they are one. */
  public static Optional<String> fault(List<String> words) {
    try {
      CommandLine.ParseResult parsed = commandLine().parseArgs(words.toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      return parsed.commandSpec().userObject() instanceof NounCommand
          ? Optional.of("'" + parsed.commandSpec().qualifiedName() + "' lacks a verb")
          : Optional.empty();
    } catch (CommandLine.ParameterException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static CommandLine commandLine() {
    return DihyaCommand.commandLine(
        new Surroundings(
            Map.of(),
            settings -> {
              throw new IllegalStateException("nothing is carried out here");
            },
            new StringReader(""),
            false,
            question -> Optional.empty(),
            Clock.systemUTC(),
            () -> new Interruption(() -> {})));
  }
}
