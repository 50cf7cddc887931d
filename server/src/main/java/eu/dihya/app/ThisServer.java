package eu.dihya.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** What this process is called where others may have to find it. */
final class ThisServer {
  private ThisServer() {}

  /** {@code db-host.example, process 4711, workspace /srv/dihya}. */
  static String name(Path workspace) {
    return host() + ", process " + ProcessHandle.current().pid() + ", workspace " + workspace;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }
}
