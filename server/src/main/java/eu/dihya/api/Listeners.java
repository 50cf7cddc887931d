package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The sockets of a web server: the one that is configured, and where that one is not for plain HTTP
 * on this machine, another that is, for command lines. HTTP/1.1 alone: what other versions add is
 * more to be limited.
 */
final class Listeners implements AutoCloseable {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3");
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Listening listening;
  private final Connections connections;
  private final List<HttpServer> servers = new ArrayList<>();
  private Optional<Long> renewing = Optional.empty();

  Listeners(Vertx vertx, Listening listening, Connections connections) {
    this.vertx = vertx;
    this.listening = listening;
    this.connections = connections;
  }

  /**
   * Starts listening.
   *
   * @param threads for looking after the certificate
   * @throws DihyaException CONFIGURATION when the port is in use or the certificate cannot be used
   */
  void open(Handler<HttpServerRequest> handler, Executor threads) {
    try {
      Optional<ServerCertificate> certificate =
          listening.tls().map(files -> ServerCertificate.read(vertx, files));
      listen(handler, listening.bind(), listening.port(), certificate);
      if (certificate.isPresent() || !listening.onLoopback()) {
        listen(handler, "127.0.0.1", 0, Optional.empty());
      }
      certificate.ifPresent(first -> renew(first, threads));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The port that is configured. */
  int port() {
    return servers.getFirst().actualPort();
  }

  /** The port at 127.0.0.1 that speaks plain HTTP. */
  int localPort() {
    return servers.getLast().actualPort();
  }

  @Override
  public void close() {
    renewing.ifPresent(vertx::cancelTimer);
    servers.stream()
        .map(server -> server.shutdown(1, TimeUnit.SECONDS))
        .toList()
        .forEach(stopped -> stopped.await());
  }

  static ServerSSLOptions tls(ServerCertificate certificate) {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setEnabledSecureTransportProtocols(PROTOCOLS);
    options.setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    options.setSslHandshakeTimeout(HANDSHAKE.toSeconds());
    return options.setKeyCertOptions(certificate.options());
  }

  private void listen(
      Handler<HttpServerRequest> handler,
      String bind,
      int port,
      Optional<ServerCertificate> certificate) {
    HttpServerOptions options = options().setHost(bind).setPort(port);
    certificate.ifPresent(
        own ->
            options
                .setSsl(true)
                .setKeyCertOptions(own.options())
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setSslHandshakeTimeout(HANDSHAKE.toSeconds()));
    HttpServer server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .invalidRequestHandler(InvalidRequests::answer)
            .requestHandler(handler);
    try {
      server.listen().await();
    } catch (Exception e) {
      // Waiting for Vert.x throws what it got, a checked BindException too.
      throw refused(bind, port, e);
    }
    servers.add(server);
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setCompressionSupported(false)
        .setUseAlpn(false)
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(WebLimits.LONGEST_LINE)
        .setMaxHeaderSize(WebLimits.LARGEST_HEADERS);
  }

  private void renew(ServerCertificate first, Executor threads) {
    var renewal =
        new CertificateRenewal(vertx, servers.getFirst(), listening.tls().orElseThrow(), first);
    threads.execute(renewal::look);
    renewing =
        Optional.of(
            vertx.setPeriodic(
                listening.limits().renewal().toMillis(), timer -> threads.execute(renewal::look)));
  }

  private static DihyaException refused(String bind, int port, Exception error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why =
        cause instanceof BindException
            ? "the port is in use, or the address is not of this machine"
            : String.valueOf(cause.getMessage());
    return new DihyaException(
        ErrorCode.CONFIGURATION,
        "cannot listen on "
            + bind
            + ":"
            + port
            + ": "
            + why
            + "; choose another with --port, or 0 for any that is free",
        error);
  }
}
