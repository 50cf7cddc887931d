package eu.dihya.api;

import eu.dihya.app.RawHttp;
import eu.dihya.base.AddressRange;
import eu.dihya.base.TenantScope;
import eu.dihya.security.ApiTokens;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignIns;
import eu.dihya.store.JdbiAccountStore;
import eu.dihya.store.JdbiApiTokenStore;
import eu.dihya.store.JdbiAuditLog;
import eu.dihya.store.JdbiIdempotentAnswers;
import eu.dihya.store.JdbiSessionStore;
import eu.dihya.store.Samples;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The product's web server, limits and all, over routes that answer with their body's length. */
final class ServedApi implements AutoCloseable {
  /** A path that takes a body. */
  static final String PLANS = "/api/v1/plans";

  final SignIns signIns;
  final WebServer server;
  private final Vertx vertx = Vertx.vertx();
  private final StreamFixture fixture;
  private final ApiTokens tokens;
  private final JdbiApiTokenStore store;

  ServedApi(Path directory, Listening listening) {
    fixture = new StreamFixture(directory, 1);
    store = new JdbiApiTokenStore(fixture.control);
    tokens = new ApiTokens(store, new JdbiAccountStore(fixture.control), Clock.systemUTC());
    Sessions sessions = new Sessions(new JdbiSessionStore(fixture.control), Clock.systemUTC());
    signIns = new SignIns(sessions, tokens, Clock.systemUTC());
    var who =
        new SignInResource.Parts(
            signIns, sessions, null, null, null, null, new JdbiAuditLog(fixture.control));
    var idempotent =
        new IdempotentCalls(new JdbiIdempotentAnswers(fixture.control), Clock.systemUTC());
    WebServer.WebParts real =
        RealRoutes.over(fixture, directory, who).web(who, () -> "metrics\n", idempotent);
    List<Endpoint> answering =
        real.endpoints().stream()
            .map(
                route ->
                    new Endpoint(
                        route.method(),
                        route.path(),
                        route.permission(),
                        route.care(),
                        call -> Reply.text("text/plain", "" + call.body().length())))
            .toList();
    server =
        WebServer.start(
            vertx,
            new WebServer.WebParts(
                answering,
                real.open(),
                fixture.stream,
                fixture.frames,
                signIns,
                sessions,
                real.system(),
                real.metrics(),
                idempotent,
                real.access()),
            listening);
    server.open();
  }

  /** On the loopback in clear, with these limits. */
  static Listening limited(WebLimits limits) {
    return new Listening(
        "127.0.0.1", 0, Optional.empty(), trusting(), Optional.empty(), false, limits);
  }

  static TrustedProxies trusting(String... ranges) {
    return new TrustedProxies(Arrays.stream(ranges).map(AddressRange::parse).toList());
  }

  /** The header of somebody with a role. */
  String bearer(Role role) {
    Principal admin =
        new Principal("p1", "somebody", Role.PLATFORM_ADMIN, "link", TenantScope.everything());
    ApiTokens.Issued issued =
        tokens.issue(
            "a test",
            new ApiTokens.Rights(role, TenantScope.everything()),
            Duration.ofHours(1),
            admin);
    store.add(issued.kept(), Samples.entry("token.create"));
    return "Authorization: Bearer " + issued.text();
  }

  URI address(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + server.port());
  }

  RawHttp http() {
    return new RawHttp(address("http"));
  }

  /** A connection in clear; reading from it fails after 20 s. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Override
  public void close() {
    server.close();
    vertx.close().await();
    fixture.close();
  }
}
