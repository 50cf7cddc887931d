package eu.dihya.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that this process has open to servers of one kind: whoever is not among them and
 * bears this installation's name is left over. Thread-safe.
 */
public final class OpenConnections {
  private record Connection(String server, String id) {}

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  public void opened(String server, String id) {
    open.add(new Connection(server, id));
  }

  /** It was closed here, or is lost; the server may not know that yet. */
  public void ended(String server, String id) {
    open.remove(new Connection(server, id));
  }

  public boolean has(String server, String id) {
    return open.contains(new Connection(server, id));
  }
}
