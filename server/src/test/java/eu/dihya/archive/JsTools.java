package eu.dihya.archive;

import eu.dihya.testing.NodeScripts;
import java.io.IOException;
import java.util.List;

/** Runs what the archive is compared with: the scripts in {@code src/test/js/archive}. */
public final class JsTools {
  private static final NodeScripts SCRIPTS = new NodeScripts("archive");

  private JsTools() {}

  /** The lines that a script prints. */
  public static List<String> run(String script, String... arguments) throws IOException {
    return SCRIPTS.run(script, arguments);
  }

  static Process start(String script, ProcessBuilder.Redirect errors, String... arguments)
      throws IOException {
    return SCRIPTS.start(script, errors, arguments);
  }

  static void install() throws IOException {
    SCRIPTS.install();
  }
}
