package eu.dihya.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server that takes time and loses nothing: what is sent arrives half a round trip
 * later, in order, and more may be on its way meanwhile. As wide as the machine makes it. Making
 * the connection itself takes none.
 */
final class Road implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final long oneWayNanos;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private Road(ServerSocket listener, String host, int port, Duration roundTrip) {
    this.listener = listener;
    this.host = host;
    this.port = port;
    this.oneWayNanos = roundTrip.toNanos() / 2;
  }

  /** Begins to listen in front of a server. */
  static Road to(String host, int port, Duration roundTrip) {
    try {
      Road road =
          new Road(
              new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), host, port, roundTrip);
      Thread.ofPlatform().daemon().name("road").start(road::accept);
      return road;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same place, at the other end. */
  Place along(Place place) {
    return place.reachedBy(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
  }

  @Override
  public void close() {
    quietly(listener);
    sockets.forEach(Road::quietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = toServer(client);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        carry(client, server);
        carry(server, client);
      } catch (IOException e) {
        // The listener was closed, or the server refused.
      }
    }
  }

  /** A client that the server refuses sees the end of its connection. */
  private Socket toServer(Socket client) throws IOException {
    try {
      return new Socket(host, port);
    } catch (IOException e) {
      quietly(client);
      throw e;
    }
  }

  /** What is on its way; no bytes are the end of it. */
  private record Parcel(byte[] bytes, long arrives) {}

  private void carry(Socket from, Socket to) {
    BlockingQueue<Parcel> way = new LinkedBlockingQueue<>();
    Thread.startVirtualThread(() -> take(from, way));
    Thread.startVirtualThread(() -> deliver(way, from, to));
  }

  private void take(Socket from, BlockingQueue<Parcel> way) {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        byte[] bytes = new byte[read];
        System.arraycopy(buffer, 0, bytes, 0, read);
        way.add(new Parcel(bytes, System.nanoTime() + oneWayNanos));
      }
    } catch (IOException e) {
      // Ends as if it had been closed.
    } finally {
      way.add(new Parcel(new byte[0], System.nanoTime() + oneWayNanos));
    }
  }

  private void deliver(BlockingQueue<Parcel> way, Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      for (Parcel parcel = way.take(); parcel.bytes().length > 0; parcel = way.take()) {
        await(parcel.arrives());
        out.write(parcel.bytes());
      }
    } catch (IOException e) {
      // The receiver has gone: so goes the sender.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(from);
      end(to);
    }
  }

  private static void await(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Neither protocol goes on in one direction alone. */
  private void end(Socket socket) {
    quietly(socket);
    sockets.remove(socket);
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is gone either way.
    }
  }
}
