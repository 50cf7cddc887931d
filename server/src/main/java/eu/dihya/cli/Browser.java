package eu.dihya.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The browser of the person in front of the terminal. */
final class Browser {
  private Browser() {}

  /** Opens the address; where there is no terminal or no browser, the printed link serves. */
  static void open(URI address, Console console) {
    if (!console.terminal()) {
      return;
    }
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    try {
      new ProcessBuilder(List.of(mac ? "open" : "xdg-open", address.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      console.detail("no browser could be opened: " + e.getMessage());
    }
  }
}
