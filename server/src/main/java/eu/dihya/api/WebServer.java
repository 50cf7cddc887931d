package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Principal;
import eu.dihya.security.SignIns;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.util.concurrent.TimeUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: routes calls to endpoints on virtual threads, and serves the dashboard. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final long LARGEST_BODY = 1 << 20;

  private final Vertx vertx;
  private final WebParts parts;
  private final Gate gate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final StreamRoute stream;

  private WebServer(Vertx vertx, WebParts parts, Gate gate, HttpServer server) {
    this.vertx = vertx;
    this.parts = parts;
    this.gate = gate;
    this.server = server;
    this.stream = new StreamRoute(vertx, parts.stream(), parts.frames(), threads);
  }

  /** What it serves. */
  public record WebParts(
      List<Endpoint> endpoints, LiveStream stream, TopicFrames frames, SignIns signIns, SystemResource system, PrometheusMeterRegistry metrics, IdempotentCalls idempotent) {}

  /**
   * Starts listening.
   *
   * @param port 0 for any that is free
   * @throws DihyaException CONFIGURATION when the port is in use
   */
  public static WebServer start(Vertx vertx, WebParts parts, String bind, int port, boolean anyHost) {
    HttpServer http =
        vertx.createHttpServer(
            new HttpServerOptions().setHost(bind).setPort(port).setCompressionSupported(false).setIdleTimeout(0));
    WebServer web = new WebServer(vertx, parts, new Gate(parts.signIns(), anyHost), http);
    Router router = web.router();
    http.requestHandler(router);
    try {
      http.listen().await();
    } catch (RuntimeException e) {
      web.threads.close();
      throw refused(bind, port, e);
    }
    web.stream.start();
    return web;
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    stream.close();
    server.shutdown(1, TimeUnit.SECONDS).await();
    threads.close();
  }

  private static DihyaException refused(String bind, int port, RuntimeException error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause instanceof BindException ? "the port is in use, or the address is not of this machine" : String.valueOf(cause.getMessage());
    return new DihyaException(
        ErrorCode.CONFIGURATION,
        "cannot listen on " + bind + ":" + port + ": " + why + "; choose another with --port, or 0 for any that is free",
        error);
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(SecurityHeaders::add);
    router.route().handler(gate::checkHost);
    router.get("/healthz/live").handler(context -> context.end("ok\n"));
    router.get("/healthz/ready").handler(context -> hop(context, call -> ready()));
    router.get("/metrics").handler(context -> hop(context, call -> Reply.text("text/plain", parts.metrics().scrape())));
    router.get("/api/v1/openapi.yaml").handler(context -> hop(context, call -> Contract.reply()));
    router.get("/api/v1/stream").handler(context -> signedIn(context, () -> stream.open(context)));
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.post("/api/v1/session").handler(context -> hop(context, call -> gate.signIn(call, parts.system())));
    router.delete("/api/v1/session").handler(context -> hop(context, call -> gate.signOut(context)));
    for (Endpoint endpoint : parts.endpoints()) {
      router
          .route(HttpMethod.valueOf(endpoint.method()), endpoint.path().replaceAll("\\{(\\w+)}", ":$1"))
          .handler(context -> signedIn(context, () -> hop(context, call -> parts.idempotent().answer(call, endpoint.handler()))));
    }
    router.route("/api/*").handler(context -> write(context, notThere(context)));
    router.get().handler(new Dashboard()::serve);
    router.route().failureHandler(this::failed);
    return router;
  }

  private Reply ready() {
    parts.system().alive();
    return Reply.text("text/plain", "ok\n");
  }

  private void signedIn(RoutingContext context, Runnable then) {
    threads.execute(
        () -> {
          try {
            gate.authenticate(context);
            then.run();
          } catch (DihyaException e) {
            write(context, Reply.problem(e, requestId(context)));
          } catch (RuntimeException e) {
            write(context, fault(e, context));
          }
        });
  }

  /** Answers on a virtual thread, because answers wait for databases. */
  private void hop(RoutingContext context, Endpoint.Handler handler) {
    threads.execute(() -> write(context, answer(context, handler)));
  }

  private Reply answer(RoutingContext context, Endpoint.Handler handler) {
    try {
      return handler.answer(Calls.of(context, requestId(context)));
    } catch (DihyaException e) {
      return Reply.problem(e, requestId(context));
    } catch (RuntimeException e) {
      return fault(e, context);
    }
  }

  private static Reply fault(RuntimeException error, RoutingContext context) {
    String id = requestId(context);
    LOG.error("request {} {} failed, id {}", context.request().method(), context.normalizedPath(), id, error);
    return Reply.problem(
        new DihyaException(ErrorCode.INTERNAL, "a fault of Dihya; the server's log has it under request " + id), id);
  }

  private void failed(RoutingContext context) {
    ErrorCode code = context.statusCode() == 413 ? ErrorCode.USAGE : context.statusCode() == 404 ? ErrorCode.NOT_FOUND : ErrorCode.INTERNAL;
    String message = context.statusCode() == 413 ? "the body is larger than 1 MiB" : "the request could not be answered";
    write(context, Reply.problem(new DihyaException(code, message), requestId(context)));
  }

  private static Reply notThere(RoutingContext context) {
    return Reply.problem(
        new DihyaException(ErrorCode.NOT_FOUND, "the API has no " + context.request().method() + " " + context.normalizedPath()),
        requestId(context));
  }

  private static void write(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType()).putHeader("Cache-Control", "no-store");
    response.putHeader("X-Request-Id", requestId(context));
    reply.headers().forEach(response::putHeader);
    if (reply.file().isPresent()) {
      response.sendFile(reply.file().get().toString());
    } else {
      response.end(Buffer.buffer(reply.body()));
    }
  }

  static String requestId(RoutingContext context) {
    String known = context.get("requestId");
    if (known != null) {
      return known;
    }
    String id = UUID.randomUUID().toString();
    context.put("requestId", id);
    return id;
  }

  static Principal principal(RoutingContext context) {
    Principal principal = context.get("principal");
    return principal == null ? Gate.NOBODY : principal;
  }
}
