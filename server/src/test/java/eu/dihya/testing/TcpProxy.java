package eu.dihya.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wire that breaks when it is told to: listens on loopback and forwards to a server. A fault that
 * is armed strikes one connection, the first that fits; those made afterwards are whole again.
 * Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
  /** Where bytes are going. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /** What happens to the connection on which a text was sent, counted from that text on. */
  public enum Fault {
    /** The server never sees it, nor anything after it; both sides are reset. */
    RESET_BEFORE,
    /** The server gets it; when it answers, both sides are reset and the answer is lost. */
    RESET_ANSWER,
    /** The server gets it and all that follows; the client hears nothing more, and waits. */
    SWALLOW_ANSWER,
    /** The server gets it; the client is told at once that the connection has ended. */
    HALF_CLOSE
  }

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final List<Armed> armed = new CopyOnWriteArrayList<>();
  private final AtomicLong made = new AtomicLong();
  private final Gate gate = new Gate();
  private volatile Duration delay = Duration.ZERO;

  private TcpProxy(ServerSocket listener, InetSocketAddress server) {
    this.listener = listener;
    this.server = server;
    Thread.ofPlatform().daemon().name("proxy-" + listener.getLocalPort()).start(this::accept);
  }

  /** Begins to listen in front of a server. */
  public static TcpProxy to(String host, int port) {
    try {
      return new TcpProxy(
          new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
          new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TcpProxy to(TestDatabase database) {
    return to(database.host(), database.port());
  }

  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The same database, reached through this proxy. */
  public TestDatabase through(TestDatabase database) {
    return new TestDatabase(
        database.engine(),
        host(),
        port(),
        database.database(),
        database.user(),
        database.password());
  }

  /**
   * Lets so many more bytes through in a direction, over all connections together, and drops
   * everything after them on the connection that came to that point. It stays open.
   */
  public void dropAfter(long bytes, Direction direction) {
    armed.add(new Armed.AtByte(new AtomicLong(bytes), direction, false));
  }

  /** The same, but both sides of the connection are reset at that byte. */
  public void resetAfter(long bytes, Direction direction) {
    armed.add(new Armed.AtByte(new AtomicLong(bytes), direction, true));
  }

  /**
   * Strikes the connection on which a client sends the text for the nth time from now, counted over
   * all connections. Only for connections that are not encrypted.
   */
  public void onSent(String text, int nth, Fault fault) {
    armed.add(new Armed.AtText(text, new AtomicLong(nth), fault));
  }

  /** Takes back what has not struck yet. */
  public void disarm() {
    armed.clear();
  }

  /** Whether every armed fault has struck. */
  public boolean hasStruck() {
    return armed.isEmpty();
  }

  /** Ends the connections that are open, hard, on both sides. */
  public void reset() {
    connections.forEach(ProxiedConnection::reset);
  }

  /** Nothing more goes in that direction on the open connections, and the receiver is told so. */
  public void halfClose(Direction direction) {
    connections.forEach(connection -> connection.halfClose(direction));
  }

  /**
   * The clients of the open connections are cut off; the server is not told, and keeps its
   * sessions.
   */
  public void abandonServer() {
    connections.forEach(ProxiedConnection::abandonServer);
  }

  /** Holds everything back until {@link #resume()}; the connections stay open. */
  public void stall() {
    gate.shut();
  }

  public void resume() {
    gate.open();
  }

  /** Makes each bundle of bytes wait so long. */
  public void delay(Duration each) {
    delay = each;
  }

  /** How many connections were made through it. */
  public long connectionsMade() {
    return made.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gate.open();
    reset();
  }

  List<Armed> armed() {
    return armed;
  }

  void pause() throws InterruptedException {
    gate.pass();
    if (!delay.isZero()) {
      Thread.sleep(delay);
    }
  }

  void ended(ProxiedConnection connection) {
    connections.remove(connection);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket upstream = new Socket();
        try {
          upstream.connect(server, 5_000);
        } catch (IOException e) {
          client.close();
          continue;
        }
        ProxiedConnection connection = new ProxiedConnection(this, client, upstream);
        connections.add(connection);
        made.incrementAndGet();
        connection.start();
      } catch (IOException e) {
        // The listener was closed, or a client had gone before it was accepted.
      }
    }
  }
}
