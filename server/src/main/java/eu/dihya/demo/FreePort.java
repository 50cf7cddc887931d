package eu.dihya.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port on the loopback address that nobody listens on now. */
final class FreePort {
  private FreePort() {}

  /** The preferred port if it is free, else, or when that is 0, any. */
  static int preferring(int port) throws IOException {
    try {
      return open(port);
    } catch (IOException e) {
      return open(0);
    }
  }

  private static int open(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
