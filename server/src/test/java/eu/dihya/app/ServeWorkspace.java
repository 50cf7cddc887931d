package eu.dihya.app;

import java.nio.file.Path;

/** A server in a process of its own; to be killed. */
final class ServeWorkspace {
  private ServeWorkspace() {}

  public static void main(String[] args) throws InterruptedException {
    DihyaServer server = new TestWorkspace(Path.of(args[0])).serve();
    System.out.println(server.address() + " " + server.bearer());
    server.awaitEnd();
  }
}
