package eu.dihya.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** 127.0.0.1, whatever the system prefers as its loopback address. */
final class Loopback {
  private static final byte[] ADDRESS = {127, 0, 0, 1};

  private Loopback() {}

  /** The preferred port if nobody listens on it, else, or when that is 0, any free one. */
  static int freePort(int preferred) throws IOException {
    try {
      return open(preferred);
    } catch (IOException e) {
      return open(0);
    }
  }

  private static int open(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(ADDRESS))) {
      return socket.getLocalPort();
    }
  }

  /** The first bytes that a server sends by itself; fewer when it says less. */
  static byte[] greeting(int port, int length) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port), 500);
      socket.setSoTimeout(2000);
      return socket.getInputStream().readNBytes(length);
    }
  }
}
