package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One network cannot take all connections; proxies and this machine bring those of others. */
class ConnectionsTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private final Connections connections =
      new Connections(
          vertx,
          new Listening(
              "127.0.0.1",
              0,
              Optional.empty(),
              ServedApi.trusting("10.0.0.7"),
              Optional.empty(),
              false,
              new WebLimits(LONG, LONG, LONG, 20, 3, 10, LONG, LONG)));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /** A connection from an address, which is asked for little. */
  private static final class End {
    private final String address;
    private boolean closed;
    private Handler<Void> whenClosed = nothing -> {};

    End(String address) {
      this.address = address;
    }

    // Two connections are the same when they are one object, as with those of Vert.x.
    @SuppressWarnings("ReferenceEquality")
    HttpConnection connection() {
      return (HttpConnection)
          Proxy.newProxyInstance(
              End.class.getClassLoader(),
              new Class<?>[] {HttpConnection.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "remoteAddress" -> SocketAddress.inetSocketAddress(4711, address);
                    case "closeHandler" -> handler(proxy, arguments[0]);
                    case "close" -> close();
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }

    @SuppressWarnings("unchecked")
    private Object handler(Object proxy, Object handler) {
      whenClosed = (Handler<Void>) handler;
      return proxy;
    }

    private Object close() {
      closed = true;
      whenClosed.handle(null);
      return io.vertx.core.Future.succeededFuture();
    }
  }

  private List<End> open(String address, int number) {
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      End end = new End(address);
      connections.opened(end.connection());
      ends.add(end);
    }
    return ends;
  }

  private static long stillOpen(List<End> ends) {
    return ends.stream().filter(end -> !end.closed).count();
  }

  @Test
  void oneNetworkHasSoManyAndAnotherItsOwn() {
    List<End> first = open("203.0.113.9", 5);
    assertThat(first)
        .extracting(end -> end.closed)
        .containsExactly(false, false, false, true, true);
    assertThat(stillOpen(open("203.0.113.8", 3))).isEqualTo(3);
    first.getFirst().close();
    assertThat(stillOpen(open("203.0.113.9", 2))).isEqualTo(1);
  }

  @Test
  void aProxyAndThisMachineHaveAllThatThereAre() {
    assertThat(stillOpen(open("10.0.0.7", 8))).isEqualTo(8);
    assertThat(stillOpen(open("127.0.0.1", 8))).isEqualTo(8);
    assertThat(stillOpen(open("10.0.0.7", 8))).isEqualTo(4);
  }
}
