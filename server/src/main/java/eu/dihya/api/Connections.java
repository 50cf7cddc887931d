package eu.dihya.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections: no more than the limits allow, and none that keeps the server waiting for a
 * request. An answer may take as long as it takes, and a live stream stays open. Each connection is
 * dealt with on its own event loop alone: answers end on other threads, which hold locks of Vert.x.
 */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /**
   * How long what was refused may still send: a connection closed at once could take the answer
   * with it.
   */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private static final Duration WARN_EVERY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final WebLimits limits;
  private final TrustedProxies proxies;
  private final Map<HttpConnection, Deadline> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> networks = new ConcurrentHashMap<>();
  private volatile Instant warned = Instant.EPOCH;

  Connections(Vertx vertx, Listening listening) {
    this.vertx = vertx;
    this.limits = listening.limits();
    this.proxies = listening.proxies();
  }

  /** Takes a new connection in, or closes it. */
  void opened(HttpConnection connection) {
    InetAddress peer = ClientAddress.of(connection.remoteAddress());
    String network = ClientAddress.network(peer);
    boolean many = peer.isLoopbackAddress() || proxies.contains(peer);
    int ofOne = networks.merge(network, 1, Integer::sum);
    Deadline deadline = new Deadline(connection);
    open.put(connection, deadline);
    connection.closeHandler(closed -> forget(connection, network));
    if (open.size() > limits.connections() || (!many && ofOne > limits.connectionsOfOne())) {
      warn(peer);
      connection.close();
    } else {
      deadline.after(limits.head());
    }
  }

  private void warn(InetAddress peer) {
    Instant now = Instant.now();
    Instant last = warned;
    if (last.plus(WARN_EVERY).isBefore(now)) {
      warned = now;
      LOG.warn(
          "there are too many connections, {} in all; refused are some, the last from {}",
          open.size(),
          peer.getHostAddress());
    }
  }

  private void forget(HttpConnection connection, String network) {
    Deadline deadline = open.remove(connection);
    if (deadline != null) {
      deadline.lift();
    }
    networks.computeIfPresent(network, (name, count) -> count == 1 ? null : count - 1);
  }

  /** Watches over one request; the first handler of all. */
  void watch(RoutingContext context) {
    HttpServerRequest request = context.request();
    Deadline deadline = open.get(request.connection());
    if (deadline != null) {
      deadline.begin(request);
      request.end().onComplete(ended -> deadline.advanceLater(request));
      context.addEndHandler(ended -> deadline.advanceLater(request));
    }
    context.next();
  }

  /** When a connection is closed, unless something happens before. */
  private final class Deadline {
    private final Context loop = vertx.getOrCreateContext();
    private final HttpConnection connection;
    private @Nullable HttpServerRequest current;
    private @Nullable Long timer;

    Deadline(HttpConnection connection) {
      this.connection = connection;
    }

    void after(Duration patience) {
      lift();
      timer = vertx.setTimer(patience.toMillis(), due -> connection.close());
    }

    void lift() {
      if (timer != null) {
        vertx.cancelTimer(timer);
        timer = null;
      }
    }

    void begin(HttpServerRequest request) {
      current = request;
      after(limits.body());
    }

    /** Its request has ended, or its answer. */
    void advanceLater(HttpServerRequest request) {
      loop.runOnContext(now -> advance(request));
    }

    private void advance(HttpServerRequest request) {
      if (!Objects.equals(current, request) || !open.containsKey(connection)) {
        return;
      }
      boolean answered = request.response().ended();
      if (request.isEnded()) {
        if (answered) {
          after(limits.idle());
        } else {
          lift();
        }
      } else if (answered) {
        request.resume();
        after(FAREWELL);
      }
    }
  }
}
