package eu.dihya.engine.postgresql;

import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tls;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that looked at one schema and wait a moment for the next schema of their database.
 * Only where nothing ran but our own questions: {@code DISCARD ALL} leaves behind what functions
 * have remembered, and custom settings as empty texts instead of none. Only for targets that share
 * a database, because a connection that waits keeps its database from being dropped. Thread-safe.
 */
final class IdleConnections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdleConnections.class);
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST = 16;

  /** The server keeps in the memory of a connection what it knows of each table it has touched. */
  private static final int MOST_TARGETS = 50;

  private final Vertx vertx;
  private final Deque<Idle> waiting = new ArrayDeque<>();
  private boolean closed;

  IdleConnections(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * A connection in use.
   *
   * @param targets how many it has served, this one included
   */
  record Used(PgConnection connection, int targets) {
    static Used first(PgConnection connection) {
      return new Used(connection, 1);
    }
  }

  /** Whoever has the same of these may use the same connection. */
  private record Place(String server, String database, Tls tls, Optional<Credentials> credentials) {
    static Place of(PostgresConnector connector) {
      Target target = connector.target();
      return new Place(target.server(), target.database(), target.tls(), connector.credentials());
    }
  }

  private record Idle(Place place, Used used) {}

  /** Whether connections of this target are kept at all. */
  static boolean keeps(PostgresConnector connector) {
    return connector.target().schema().isPresent() && !connector.target().sessionPooler();
  }

  /** The one that was used last, if there is one; the server may have ended it meanwhile. */
  synchronized Optional<Used> take(PostgresConnector connector) {
    if (!keeps(connector)) {
      return Optional.empty();
    }
    Place place = Place.of(connector);
    for (Iterator<Idle> each = waiting.iterator(); each.hasNext(); ) {
      Idle idle = each.next();
      if (idle.place().equals(place)) {
        each.remove();
        return Optional.of(new Used(idle.used().connection(), idle.used().targets() + 1));
      }
    }
    return Optional.empty();
  }

  /** Keeps it for the next target, or ends it. Never throws. */
  void giveBack(PostgresConnector connector, Used used) {
    if (!renewed(connector, used) || !park(new Idle(Place.of(connector), used))) {
      end(used.connection());
    }
  }

  private static boolean renewed(PostgresConnector connector, Used used) {
    if (!keeps(connector) || used.targets() >= MOST_TARGETS) {
      return false;
    }
    try {
      // Each alone, and the second because not every server gives back the role that the account
      // begins with.
      for (String clear : List.of("DISCARD ALL", "RESET ROLE")) {
        used.connection().query(clear).execute().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (Exception e) {
      interruptedBy(e);
      LOG.debug("a connection is not kept: {}", e.getMessage());
      return false;
    }
  }

  private synchronized boolean park(Idle idle) {
    if (closed || waiting.size() >= MOST) {
      return false;
    }
    waiting.addFirst(idle);
    vertx.setTimer(KEPT.toMillis(), timer -> expire(idle));
    return true;
  }

  private void expire(Idle idle) {
    if (remove(idle)) {
      idle.used().connection().close();
    }
  }

  private synchronized boolean remove(Idle idle) {
    return waiting.remove(idle);
  }

  /** Ends those that wait on a server: they take places there that who comes now may need. */
  void makeRoom(String server) {
    List<Idle> all;
    synchronized (this) {
      all = waiting.stream().filter(idle -> idle.place().server().equals(server)).toList();
      waiting.removeAll(all);
    }
    all.forEach(idle -> end(idle.used().connection()));
  }

  static void end(PgConnection connection) {
    try {
      connection.close().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      interruptedBy(e);
      LOG.debug("closing a connection failed: {}", e.getMessage());
    }
  }

  private static void interruptedBy(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Deque<Idle> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    left.forEach(idle -> end(idle.used().connection()));
  }
}
