package eu.dihya.cli;

import eu.dihya.app.Welcome;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server in this process whose API is a {@link FakeServer}. Thread-safe. */
final class FakeServerProcess implements ServerProcess {
  private final FakeServer server;
  private final AtomicBoolean paused = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean administered;

  FakeServerProcess(FakeServer server) {
    this.server = server;
  }

  boolean paused() {
    return paused.get();
  }

  boolean closed() {
    return ended.getCount() == 0;
  }

  @Override
  public URI address() {
    return server.address();
  }

  @Override
  public String bearer() {
    return FakeServer.TOKEN;
  }

  /** The same, as if people had accounts there. */
  FakeServerProcess administered() {
    administered = true;
    return this;
  }

  @Override
  public Welcome welcome() {
    return administered
        ? new Welcome("People have accounts.", Optional.empty())
        : new Welcome("Sign in:", Optional.of(server.address().resolve("/sign-in#once")));
  }

  @Override
  public void pauseForShutdown() {
    paused.set(true);
  }

  @Override
  public void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
