package eu.dihya.e2e;

import java.nio.file.Path;
import java.util.List;

/** Where the packed program is. */
final class Program {
  private Program() {}

  /** The beginning of its command line. */
  static List<String> command() {
    String jar = System.getProperty("dihya.jar");
    if (jar == null) {
      throw new AssertionError(
          "system property dihya.jar names the packed program; the build sets it");
    }
    return List.of(
        // A test run that was put into the background ignores Ctrl-C, and so would what it starts.
        "env",
        "--default-signal=INT",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        // These live for seconds: start quickly, leave the other core to the databases.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-jar",
        jar);
  }
}
