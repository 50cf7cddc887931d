package eu.dihya.demo;

import eu.dihya.base.Engine;

/**
 * A real database server that runs as a child of this process on 127.0.0.1. Its data outlives it:
 * starting again on the same directory finds the data and the logins of before. All methods are
 * thread-safe.
 */
public interface EmbeddedServer extends AutoCloseable {
  /** The engine that answers on {@link #port()}. */
  Engine engine();

  /** Always the IPv4 loopback address. */
  default String host() {
    return "127.0.0.1";
  }

  /** The TCP port. */
  int port();

  /** The superuser. */
  Login admin();

  /**
   * The user that Dihya migrates as: may create databases, owns those given at the first start, is
   * no superuser.
   */
  Login application();

  /** The process id of the server. */
  long pid();

  /** Whether the process still runs. */
  boolean isAlive();

  /**
   * Ends the server as a power cut would, without a chance to write anything; returns when it is
   * gone.
   */
  void kill();

  /**
   * Stops in order: connections are ended, everything is written. Returns when the process is gone;
   * may be repeated.
   */
  @Override
  void close();

  /**
   * Also closes this server when the JVM ends in order. Without it, and after a {@code kill -9} of
   * the JVM, the kernel asks the server to stop when its parent dies; where it cannot, the next
   * start on the directory stops it first.
   */
  default void stopAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-" + engine().code()));
  }
}
