package eu.dihya.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A real PgBouncer of the operating system in front of a server, for tests that are tagged {@code
 * system}. It lets everybody in and goes on as the server's application user.
 */
public final class PgBouncer implements AutoCloseable {
  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param mode {@code session}, {@code transaction} or {@code statement}
   */
  public static PgBouncer start(TestServer server, String mode) throws IOException {
    int port = freePort();
    Path directory = TestServers.temporaryDirectory("dihya-pgbouncer-");
    Path settings = directory.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=%s port=%d user='%s' password='%s'
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        default_pool_size = 8
        max_client_conn = 50
        """
            .formatted(
                server.host(),
                server.port(),
                server.application().user(),
                server.application().password(),
                port,
                mode));
    PgBouncer started = new PgBouncer(run(settings), port);
    Awaitility.await().until(started::answers);
    return started;
  }

  /** The same database, reached through it. */
  public TestDatabase through(TestDatabase database) {
    return new TestDatabase(
        database.engine(),
        "127.0.0.1",
        port,
        database.database(),
        database.user(),
        database.password());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** It refuses to run as root, and drops its rights only after it has read its settings. */
  private static Process run(Path settings) throws IOException {
    List<String> command = new ArrayList<>(List.of("pgbouncer", "-q"));
    if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .compute(
            "PATH",
            (name, path) -> (path == null ? "/usr/bin:/bin" : path) + ":/usr/sbin:/usr/local/sbin");
    try {
      return builder.inheritIO().start();
    } catch (IOException e) {
      throw new AssertionError(
          "pgbouncer is not installed; it is in the package pgbouncer of Debian", e);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
