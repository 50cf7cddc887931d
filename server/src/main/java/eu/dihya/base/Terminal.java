package eu.dihya.base;

import java.io.Console;

/** Whether a person sits in front of this process. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard input and output are a terminal. */
  @SuppressWarnings(
      "SystemConsoleNull") // NullAway's knowledge of the JDK is older: it says that there may be
  // none.
  public static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
