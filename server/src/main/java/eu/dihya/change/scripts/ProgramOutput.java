package eu.dihya.change.scripts;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The lines that a program writes, without secrets, as they come. Read on a platform thread,
 * because reading a pipe may hold on to it; a program that writes faster than it is listened to
 * waits.
 */
final class ProgramOutput implements AutoCloseable {
  /** Longer than a line that is shown, so that no secret is cut in two before it is seen. */
  private static final int LINE_READ = 1 << 16;

  private static final int LINE_SHOWN = 2_000;
  private static final int AHEAD = 256;

  private final InputStream in;
  private final UnaryOperator<String> redaction;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(AHEAD);
  private final Thread reader;
  private volatile boolean closed;

  ProgramOutput(InputStream in, UnaryOperator<String> redaction) {
    this.in = new BufferedInputStream(in);
    this.redaction = redaction;
    this.reader = Thread.ofPlatform().daemon().name("program-output").start(this::read);
  }

  /** The next line; empty when none comes within the wait. */
  Optional<String> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(lines.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Whether nothing more will come. */
  boolean ended() {
    return !reader.isAlive() && lines.isEmpty();
  }

  /** Stops listening, though somebody may still be writing. */
  @Override
  public void close() {
    closed = true;
    reader.interrupt();
  }

  private void read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0 && !closed; next = in.read()) {
        if (next == '\n') {
          hand(line);
        } else if (line.size() < LINE_READ) {
          line.write(next);
        }
      }
      if (line.size() > 0) {
        hand(line);
      }
    } catch (IOException e) {
      // The pipe was closed under us: the program is being ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hand(ByteArrayOutputStream line) throws InterruptedException {
    String text = redaction.apply(line.toString(StandardCharsets.UTF_8).stripTrailing());
    line.reset();
    lines.put(text.length() > LINE_SHOWN ? text.substring(0, LINE_SHOWN) + "…" : text);
  }
}
