package eu.dihya.change.scripts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A program that stands ready, runs, or has ended. Closing it ends all that is left of it and
 * removes its directory. Not thread-safe but for {@link #cancel()}.
 */
public final class RunningProgram implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration SIGN = Duration.ofSeconds(2);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Process process;
  private final OutputStream orders;
  private final ProgramOutput output;
  private final WorkingDirectory place;
  private final ProgramRunner.Limits limits;
  private final ProcessMark mark;
  private volatile boolean cancelled;
  private Ended.@Nullable How asked;
  private long askedAt;
  private boolean killed;

  RunningProgram(
      Process process,
      WorkingDirectory place,
      ProgramRunner.Limits limits,
      UnaryOperator<String> redaction) {
    this.process = process;
    this.place = place;
    this.limits = limits;
    this.mark = ProcessMark.of(process.pid());
    this.orders = process.getOutputStream();
    this.output = new ProgramOutput(process.getInputStream(), redaction);
  }

  /** Tells later whether anything of it is left. */
  public ProcessMark mark() {
    return mark;
  }

  /** Has it end soon; {@link #run} then returns. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Lets it begin and waits until all of it has ended.
   *
   * @param log takes each line of its output, without secrets
   * @param sign is called every two seconds; what it throws ends the program and is thrown on
   */
  public Ended run(Consumer<String> log, Runnable sign) {
    Transcript transcript = new Transcript(log);
    try {
      order(Supervisor.GO);
      follow(transcript, sign);
      transcript.end();
      return new Ended(
          asked == null ? Ended.How.BY_ITSELF : asked, exit(), limits.time(), transcript.last());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a program was running", e);
    } catch (IOException e) {
      throw new IllegalStateException("cannot hear how a program ended", e);
    }
  }

  private void follow(Transcript transcript, Runnable sign) throws InterruptedException {
    long begun = System.nanoTime();
    long signed = begun;
    long died = 0;
    while (true) {
      var line = output.next(TICK);
      line.ifPresent(transcript::add);
      long now = System.nanoTime();
      died = died == 0 && !process.isAlive() ? now : died;
      boolean silent = output.ended() || died != 0 && now - died >= LAST_WORDS.toNanos();
      if (line.isEmpty() && died != 0 && silent) {
        return;
      }
      endWhenDue(begun, now);
      if (died == 0 && now - signed >= SIGN.toNanos()) {
        sign.run();
        signed = System.nanoTime();
      }
    }
  }

  private void endWhenDue(long begun, long now) throws InterruptedException {
    boolean late = now - begun >= limits.time().toNanos();
    if (asked == null && (cancelled || late)) {
      asked = cancelled ? Ended.How.CANCELLED : Ended.How.OUT_OF_TIME;
      askedAt = now;
      order(Supervisor.TERMINATE);
    } else if (asked != null && !killed && now - askedAt >= limits.grace().toNanos()) {
      kill();
    }
  }

  private void order(String word) {
    try {
      orders.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
      orders.flush();
    } catch (IOException e) {
      // Nobody reads any more: then it has ended, which is seen in a moment.
    }
  }

  /** The supervisor ends its session when the pipe is closed; others are looked for. */
  private void kill() throws InterruptedException {
    killed = true;
    List<ProcessHandle> tree = process.descendants().toList();
    try {
      orders.close();
    } catch (IOException e) {
      // Closed under us: then it has ended.
    }
    process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    tree.forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly(); // the process itself would close the pipes
    process.waitFor();
  }

  /** The last that the supervisor said. */
  private int exit() throws IOException {
    var said = process.getErrorStream();
    String text = new String(said.readNBytes(said.available()), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> line.startsWith(Supervisor.EXIT))
        .map(line -> line.substring(Supervisor.EXIT.length()))
        .mapToInt(Integer::parseInt)
        .reduce((first, last) -> last)
        .orElse(-1);
  }

  @Override
  public void close() {
    try {
      if (!killed || process.isAlive()) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      output.close();
      place.close();
    }
  }
}
