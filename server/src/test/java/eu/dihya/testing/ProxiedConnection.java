package eu.dihya.testing;

import eu.dihya.testing.TcpProxy.Direction;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The two sockets of one connection through a {@link TcpProxy}, with a thread each way. */
final class ProxiedConnection {
  private static final int BUNDLE = 16 * 1024;

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket server;
  private final Map<Direction, OutputStream> outs = new EnumMap<>(Direction.class);
  private final Set<Direction> dropping = ConcurrentHashMap.newKeySet();
  private final Set<Direction> ended = ConcurrentHashMap.newKeySet();
  private volatile boolean resetAtAnswer;
  private volatile boolean abandoned;

  ProxiedConnection(TcpProxy proxy, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    // A socket whose output was shut down no longer gives its stream to a thread that asks late.
    for (Direction direction : Direction.values()) {
      outs.put(direction, to(direction).getOutputStream());
    }
  }

  void start() {
    Thread.ofPlatform().daemon().start(() -> carry(Direction.TO_SERVER));
    Thread.ofPlatform().daemon().start(() -> carry(Direction.TO_CLIENT));
  }

  /** Closes both sockets so that both peers see a reset. */
  void reset() {
    close(client);
    close(server);
    proxy.ended(this);
  }

  void halfClose(Direction direction) {
    dropping.add(direction);
    try {
      to(direction).shutdownOutput();
    } catch (IOException e) {
      reset();
    }
  }

  void abandonServer() {
    abandoned = true;
    dropping.addAll(EnumSet.allOf(Direction.class));
    close(client);
  }

  private void carry(Direction direction) {
    byte[] bundle = new byte[BUNDLE];
    try {
      OutputStream out = outs.get(direction);
      int length = from(direction).getInputStream().read(bundle);
      while (length >= 0) {
        proxy.pause();
        int kept = strike(direction, bundle, length);
        if (!dropping.contains(direction) || kept < length) {
          out.write(bundle, 0, kept);
          out.flush();
        }
        length = from(direction).getInputStream().read(bundle);
      }
      over(direction);
    } catch (IOException e) {
      if (!abandoned) {
        reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One side has said all; the other hears it, and may still speak. */
  private void over(Direction direction) throws IOException {
    if (!dropping.contains(direction)) {
      to(direction).shutdownOutput();
    }
    ended.add(direction);
    if (ended.size() == Direction.values().length) {
      reset();
    }
  }

  /** How many of the bytes still pass; the faults that they set off have struck. */
  private int strike(Direction direction, byte[] bundle, int length) throws IOException {
    if (dropping.contains(direction)) {
      return length;
    }
    if (direction == Direction.TO_CLIENT && resetAtAnswer) {
      throw new IOException("reset instead of an answer");
    }
    int kept = length;
    for (Armed fault : proxy.armed()) {
      kept =
          switch (fault) {
            case Armed.AtByte at -> atByte(at, direction, bundle, kept);
            case Armed.AtText at -> atText(at, direction, bundle, kept);
          };
    }
    return kept;
  }

  private int atByte(Armed.AtByte fault, Direction direction, byte[] bundle, int length)
      throws IOException {
    if (fault.direction() != direction) {
      return length;
    }
    long left = fault.left().addAndGet(-length);
    if (left >= 0 || !proxy.armed().remove(fault)) {
      return length;
    }
    int kept = (int) Math.max(0, length + left);
    dropping.add(direction);
    if (fault.reset()) {
      outs.get(direction).write(bundle, 0, kept);
      throw new IOException("reset at a byte");
    }
    return kept;
  }

  private int atText(Armed.AtText fault, Direction direction, byte[] bundle, int length)
      throws IOException {
    if (direction != Direction.TO_SERVER || !fault.strikes(bundle, length)) {
      return length;
    }
    proxy.armed().remove(fault);
    switch (fault.fault()) {
      case RESET_BEFORE -> throw new IOException("reset before a text");
      case RESET_ANSWER -> resetAtAnswer = true;
      case SWALLOW_ANSWER -> dropping.add(Direction.TO_CLIENT);
      case HALF_CLOSE -> halfClose(Direction.TO_CLIENT);
    }
    return length;
  }

  private Socket from(Direction direction) {
    return direction == Direction.TO_SERVER ? client : server;
  }

  private Socket to(Direction direction) {
    return direction == Direction.TO_SERVER ? server : client;
  }

  /** Without a word: the peer gets a reset. */
  private static void close(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }
}
