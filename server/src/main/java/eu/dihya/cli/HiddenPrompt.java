package eu.dihya.cli;

import java.io.Console;
import java.util.Optional;

/** Asks a person something that must not be seen while it is typed. */
interface HiddenPrompt {
  /** What was typed; empty when the input has ended. */
  Optional<String> ask(String question);

  /** On the terminal of this process. */
  @SuppressWarnings("SystemConsoleNull") // NullAway's knowledge of the JDK is older
  static HiddenPrompt onTerminal() {
    return question -> {
      Console console = System.console();
      return Optional.ofNullable(console == null ? null : console.readPassword("%s", question))
          .map(String::new);
    };
  }
}
