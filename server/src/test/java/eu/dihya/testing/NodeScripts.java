package eu.dihya.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scripts for Node.js in a folder of {@code src/test/js}, with the packages of its lock file. */
public final class NodeScripts {
  private final Path directory;

  public NodeScripts(String folder) {
    this.directory =
        Path.of(
            System.getProperty("basedir", System.getProperty("user.dir")),
            "src",
            "test",
            "js",
            folder);
  }

  /** The lines that a script prints; installs the packages first. */
  public synchronized List<String> run(String script, String... arguments) throws IOException {
    install();
    return output(start(script, ProcessBuilder.Redirect.INHERIT, arguments));
  }

  /** Starts a script whose packages are installed. */
  public Process start(String script, ProcessBuilder.Redirect errors, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors).start();
  }

  /** Installs the packages of the lock file where they are missing or old. */
  public synchronized void install() throws IOException {
    if (!isInstalled()) {
      output(
          new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
  }

  private boolean isInstalled() throws IOException {
    Path installed = directory.resolve("node_modules").resolve(".package-lock.json");
    Path wanted = directory.resolve("package-lock.json");
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
