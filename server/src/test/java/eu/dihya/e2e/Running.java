package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program while it runs. */
final class Running implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<String> command;
  private final Process process;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Thread> readers;

  Running(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.readers =
        List.of(
            Thread.ofVirtual().start(() -> copy(process.getInputStream(), out)),
            Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err)));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the program has said this on standard error. */
  Running untilItSays(String text) {
    await(text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> err.toString().contains(text) || !process.isAlive());
    assertThat(err.toString()).as(command + "\n" + out).contains(text);
    return this;
  }

  /** Waits until the program has printed this on standard output, and returns its first group. */
  String printed(Pattern pattern) {
    await(pattern.toString())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> pattern.matcher(out.toString()).find() || !process.isAlive());
    Matcher matcher = pattern.matcher(out.toString());
    assertThat(matcher.find()).as(command + "\n" + err).isTrue();
    return matcher.group(1);
  }

  /** What Ctrl-C sends. */
  Running interrupt() {
    return signal("INT");
  }

  /** Ends it with no chance to do anything more. */
  Ended kill() {
    process.destroyForcibly();
    return end();
  }

  Ended end() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(command + " does not end\n" + out + err);
      }
      for (Thread reader : readers) {
        reader.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return new Ended(command, process.exitValue(), out.toString(), err.toString());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Running signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      assertThat(exit).isZero();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void copy(InputStream from, StringWriter to) {
    byte[] buffer = new byte[8192];
    try (from) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      to.append("\n(output cut: ").append(e.getMessage()).append(")\n");
    }
  }
}
