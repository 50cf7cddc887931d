package eu.dihya.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs what the archive is compared with: the scripts in {@code src/test/js/archive}. */
public final class JsTools {
  private static final Path DIRECTORY =
      Path.of(
          System.getProperty("basedir", System.getProperty("user.dir")),
          "src",
          "test",
          "js",
          "archive");

  private JsTools() {}

  /**
   * The lines that a script prints; installs the packages of the lock file first where they are
   * missing or old.
   */
  public static synchronized List<String> run(String script, String... arguments)
      throws IOException {
    install();
    return output(start(script, ProcessBuilder.Redirect.INHERIT, arguments));
  }

  static Process start(String script, ProcessBuilder.Redirect errors, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectError(errors).start();
  }

  static synchronized void install() throws IOException {
    if (!isInstalled()) {
      output(
          new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
              .directory(DIRECTORY.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
  }

  private static boolean isInstalled() throws IOException {
    Path installed = DIRECTORY.resolve("node_modules").resolve(".package-lock.json");
    Path wanted = DIRECTORY.resolve("package-lock.json");
    return Files.isRegularFile(installed)
        && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
  }

  private static List<String> output(Process process) throws IOException {
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor()).as(printed).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return printed.lines().toList();
  }
}
