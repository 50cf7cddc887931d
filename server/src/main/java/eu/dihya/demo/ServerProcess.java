package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A server process that is asked by the kernel to stop when we die, and that a Ctrl-C in our
 * terminal does not reach.
 */
record ServerProcess(Engine engine, Process process, ServerLog log) {
  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * The signal at the parent's death is bound to the <em>thread</em> that started the process, so a
   * platform thread of its own starts it and stays with it until it ends.
   */
  static ServerProcess start(Engine engine, String stopSignal, List<String> command, Path log)
      throws IOException {
    ServerLog written = ServerLog.of(log);
    ProcessBuilder builder = new ProcessBuilder(guarded(stopSignal, command));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("MYSQL"));
    builder.environment().put("LC_ALL", "C");
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("parent-of-" + engine.code())
        .start(() -> accompany(builder, started));
    try {
      return new ServerProcess(engine, started.get(), written);
    } catch (ExecutionException e) {
      throw new ServerStartException(engine, e.getCause() instanceof Exception cause ? cause : e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(engine, "interrupted", e);
    }
  }

  private static void accompany(ProcessBuilder builder, CompletableFuture<Process> started) {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      started.complete(process);
      process.waitFor();
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> guarded(String stopSignal, List<String> command) {
    List<String> guarded = new ArrayList<>(command);
    int at = command.getFirst().equals("unshare") ? 2 : 0;
    if (Programs.present("setpriv")) {
      guarded.addAll(at, List.of("setpriv", "--pdeathsig", stopSignal));
    }
    if (Programs.present("setsid")) {
      guarded.add(at, "setsid");
    }
    return guarded;
  }

  /**
   * Returns when the condition holds; throws with what the log says when the process ends or time
   * is up before.
   */
  void awaitReady(BooleanSupplier ready, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new ServerStartException(
            engine, "it ended with " + process.exitValue() + ": " + log.reason());
      }
      if (System.nanoTime() > end) {
        process.destroyForcibly();
        throw new ServerStartException(
            engine, "not ready after " + limit.toSeconds() + " s: " + log.reason());
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerStartException(engine, "interrupted", e);
    }
  }

  void kill() {
    process.destroyForcibly();
    try {
      // Its handle may know of the end before the process itself says that it is not alive.
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for an end that was asked for; after the limit the process is killed. */
  static void awaitEnd(ProcessHandle handle, Duration limit) {
    try {
      handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      handle.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The process that a pid file names, if it lives and really is the server of this data directory.
   */
  static Optional<ProcessHandle> orphan(Path pidFile, Path data) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    if (!Files.isReadable(commandLine)
        || !Files.readString(commandLine, StandardCharsets.ISO_8859_1).contains(data.toString())) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid);
  }
}
