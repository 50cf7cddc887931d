package eu.dihya.demo;

import eu.dihya.testing.ServerBinaries;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The main class of a process that starts a server, prints its process id and waits for its own
 * end.
 */
final class ServerHolder {
  private ServerHolder() {}

  public static void main(String[] arguments) throws IOException {
    PostgresServer server =
        PostgresServer.start(
            new ServerSettings(
                Path.of(arguments[0]), ServerBinaries.cache(), Path.of(arguments[1]), 0));
    System.out.println(server.pid());
    int end = System.in.read();
    System.exit(end);
  }
}
