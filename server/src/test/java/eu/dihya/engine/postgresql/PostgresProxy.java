package eu.dihya.engine.postgresql;

import eu.dihya.tenants.Target;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a session and PostgreSQL and does to the conversation what networks and poolers
 * do.
 */
final class PostgresProxy implements AutoCloseable {
  /** What happens to the conversation. */
  enum Fault {
    /** Nothing; what is said is counted. */
    NONE,
    /** The process id of the greeting is not the one that serves, as with a pooler. */
    OTHER_PROCESS,
    /** The connection ends after COMMIT has reached the server and before its answer comes back. */
    LOST_ACKNOWLEDGEMENT
  }

  private final Target server;
  private final Fault fault;
  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger ready = new AtomicInteger();
  private volatile boolean committing;

  PostgresProxy(Target server, Fault fault) throws IOException {
    this.server = server;
    this.fault = fault;
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** The same target, reached through here. */
  Target target(boolean sessionPooler) {
    return new Target(
        server.engine(),
        "127.0.0.1",
        listener.getLocalPort(),
        server.database(),
        server.schema(),
        server.credentials(),
        sessionPooler);
  }

  /** How many connections the server greeted. */
  int connections() {
    return connections.get();
  }

  /** How many questions were answered, however many statements each had. */
  int questions() {
    return ready.get() - connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket upstream = new Socket(server.host(), server.port());
        Thread.ofVirtual().start(() -> requests(client, upstream));
        Thread.ofVirtual().start(() -> answers(client, upstream));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void requests(Socket client, Socket upstream) {
    byte[] buffer = new byte[8192];
    try (client;
        upstream) {
      InputStream in = client.getInputStream();
      OutputStream out = upstream.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        committing |= new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains("COMMIT");
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One side has gone, and the other goes with it.
    }
  }

  private void answers(Socket client, Socket upstream) {
    try (client;
        upstream) {
      var in = new DataInputStream(upstream.getInputStream());
      var out = new DataOutputStream(client.getOutputStream());
      byte first = in.readByte();
      boolean noEncryption = first == 'N';
      if (noEncryption) {
        out.writeByte(first);
      }
      for (byte type = noEncryption ? in.readByte() : first; ; type = in.readByte()) {
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        if (fault == Fault.LOST_ACKNOWLEDGEMENT && committing) {
          awaitReady(in, type);
          return;
        }
        if (fault == Fault.OTHER_PROCESS && type == 'K') {
          body[3] ^= 1;
        }
        connections.addAndGet(type == 'K' ? 1 : 0);
        ready.addAndGet(type == 'Z' ? 1 : 0);
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
      }
    } catch (IOException e) {
      // One side has gone, and the other goes with it.
    }
  }

  /** The server has done all that it was asked for when it is ready again. */
  private static void awaitReady(DataInputStream in, byte first) throws IOException {
    byte type = first;
    while (type != 'Z') {
      type = in.readByte();
      in.skipNBytes(in.readInt() - 4L);
    }
  }
}
