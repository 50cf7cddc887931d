package eu.dihya.chaos;

import eu.dihya.testing.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A worker in a process of its own. */
final class ForkedWorker implements AutoCloseable {
  static final String PASSWORD = "CHAOS_PASSWORD";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final BufferedReader out;

  private ForkedWorker(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  static ForkedWorker start(Assignment assignment) {
    return start(assignment, List.of());
  }

  /**
   * @param before a command that the worker's own is appended to
   */
  static ForkedWorker start(Assignment assignment, List<String> before) {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            // It lives for seconds.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            ClassPath.ofTests(),
            Worker.class.getName(),
            assignment.write().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(assignment.traces().resolve(assignment.run() + ".err").toFile());
    builder.environment().put(PASSWORD, assignment.jobs().getFirst().login().password());
    builder.environment().put(FileShapes.DIRECTORY, FileShapes.shared().directory().toString());
    try {
      return new ForkedWorker(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it begins to work. */
  ForkedWorker awaitGo() {
    try {
      String line = out.readLine();
      if (!Worker.GO.equals(line)) {
        throw new AssertionError("the worker did not begin but said " + line);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said after it began; to be called when it has ended. */
  String rest() {
    return out.lines().collect(Collectors.joining("\n"));
  }

  /** Waits until it has ended by itself; returns its exit status. */
  int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the worker does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Lets it work so much longer; whether it is still at it then. */
  boolean livesFor(Duration delay) {
    try {
      return !process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Lets it live so much longer, then ends it with no chance to do anything more. */
  void killAfter(Duration delay) {
    if (livesFor(delay)) {
      process.destroyForcibly();
    }
    awaitEnd();
  }

  /** Sends a signal by its name, such as {@code STOP}. */
  void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new AssertionError("kill -" + name + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
