package eu.dihya.api;

import eu.dihya.api.Endpoint.Care;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Permission;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignIns;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The HTTP server: routes calls to endpoints on virtual threads, and serves the dashboard. */
public final class WebServer implements AutoCloseable {
  private static final long LARGEST_BODY = 1 << 20;

  private final Vertx vertx;
  private final WebParts parts;
  private final Gate gate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final StreamRoute stream;
  private volatile boolean open;

  private WebServer(Vertx vertx, WebParts parts, Gate gate, HttpServer server) {
    this.vertx = vertx;
    this.parts = parts;
    this.gate = gate;
    this.server = server;
    this.stream = new StreamRoute(vertx, parts.stream(), parts.frames(), threads);
  }

  /** What it serves. */
  public record WebParts(
      List<Endpoint> endpoints,
      List<OpenEndpoint> open,
      LiveStream stream,
      TopicFrames frames,
      SignIns signIns,
      Sessions sessions,
      SystemResource system,
      Supplier<String> metrics,
      IdempotentCalls idempotent) {}

  /**
   * Starts listening; see {@link #open()}.
   *
   * @param port 0 for any that is free
   * @throws DihyaException CONFIGURATION when the port is in use
   */
  public static WebServer start(
      Vertx vertx, WebParts parts, String bind, int port, boolean anyHost) {
    HttpServer http =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost(bind)
                .setPort(port)
                .setCompressionSupported(false)
                .setIdleTimeout(0));
    WebServer web = new WebServer(vertx, parts, new Gate(parts.signIns(), parts.sessions(), anyHost), http);
    Router router = web.router();
    http.requestHandler(router);
    try {
      http.listen().await();
    } catch (Exception e) {
      // Waiting for Vert.x throws what it got, a checked BindException too.
      web.threads.close();
      throw refused(bind, port, e);
    }
    web.stream.start();
    return web;
  }

  /** From now on calls are answered; before, the server only says that it is starting. */
  public void open() {
    open = true;
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

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(SecurityHeaders::add);
    router.route().handler(Responses::identify);
    router.route().handler(gate::checkHost);
    read(router, "/healthz/live")
        .handler(context -> Responses.write(context, Reply.text("text/plain", "ok\n")));
    router.route().handler(this::whenOpen);
    read(router, "/healthz/ready").handler(context -> hop(context, call -> ready()));
    read(router, "/metrics")
        .handler(
            context ->
                hop(
                    context,
                    call -> Reply.text("text/plain; version=0.0.4", parts.metrics().get())));
    read(router, "/api/v1/openapi.yaml").handler(context -> hop(context, call -> Contract.reply()));
    router
        .get("/api/v1/stream")
        .handler(context -> signedIn(context, Permission.READ, Set.of(), () -> stream.open(context)));
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    parts.open().forEach(endpoint -> serve(router, endpoint));
    parts.endpoints().forEach(endpoint -> serve(router, endpoint));
    router.route("/api/*").handler(context -> Responses.write(context, notThere(context)));
    Dashboard pages = new Dashboard();
    read(router, "/*").handler(pages::file);
    read(router, "/*").handler(pages::page);
    router.route().handler(context -> context.fail(405));
    router.route().failureHandler(context -> Responses.write(context, Responses.refused(context)));
    return router;
  }

  private static Route read(Router router, String path) {
    return router.get(path).method(HttpMethod.HEAD);
  }

  private void serve(Router router, OpenEndpoint endpoint) {
    router
        .route(HttpMethod.valueOf(endpoint.method()), endpoint.path())
        .handler(
            context ->
                hop(
                    context,
                    call -> {
                      context.put("caller", gate.whoever(context));
                      return endpoint
                          .handler()
                          .answer(Calls.of(context, Responses.requestId(context)));
                    }));
  }

  private void serve(Router router, Endpoint endpoint) {
    Route route =
        router.route(
            HttpMethod.valueOf(endpoint.method()), endpoint.path().replaceAll("\\{(\\w+)}", ":$1"));
    if (endpoint.method().equals("GET")) {
      route.method(HttpMethod.HEAD);
    }
    route.handler(
        context ->
            signedIn(
                context,
                endpoint.permission(),
                endpoint.care(),
                () -> hop(context, call -> answer(call, endpoint))));
  }

  private Reply answer(Call call, Endpoint endpoint) {
    return endpoint.care().contains(Care.TOLD_ONCE)
        ? endpoint.handler().answer(call)
        : parts.idempotent().answer(call, endpoint.handler());
  }

  /** Nothing may be asked or started before what an earlier process left has been taken up. */
  private void whenOpen(RoutingContext context) {
    if (open) {
      context.next();
    } else {
      var error =
          new DihyaException(
              ErrorCode.UNREACHABLE, "the server is starting; try again in a second");
      Responses.write(
          context, Reply.problem(error, Responses.requestId(context)).with("Retry-After", "1"));
    }
  }

  private Reply ready() {
    parts.system().alive();
    return Reply.text("text/plain", "ok\n");
  }

  private void signedIn(
      RoutingContext context, Permission needed, Set<Care> care, Runnable then) {
    threads.execute(
        () -> {
          try {
            gate.admit(context, needed, care);
            then.run();
          } catch (RuntimeException e) {
            Responses.write(context, Responses.of(e, context));
          }
        });
  }

  /** Answers on a virtual thread, because answers wait for databases. */
  private void hop(RoutingContext context, Endpoint.Handler handler) {
    threads.execute(() -> Responses.write(context, answer(context, handler)));
  }

  private Reply answer(RoutingContext context, Endpoint.Handler handler) {
    try {
      return handler.answer(Calls.of(context, Responses.requestId(context)));
    } catch (RuntimeException e) {
      return Responses.of(e, context);
    }
  }

  /**
   * An unknown address is not there; a known one that is called the wrong way says what is
   * possible.
   */
  private Reply notThere(RoutingContext context) {
    String called = context.normalizedPath();
    String methods =
        parts.endpoints().stream()
            .filter(endpoint -> called.matches(endpoint.path().replaceAll("\\{\\w+}", "[^/]+")))
            .map(Endpoint::method)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    String message = "the API has no " + context.request().method() + " " + called;
    String id = Responses.requestId(context);
    return methods.isEmpty()
        ? Reply.problem(new DihyaException(ErrorCode.NOT_FOUND, message), id)
        : Reply.problem(405, new DihyaException(ErrorCode.USAGE, message + ", only " + methods), id)
            .with("Allow", methods);
  }

  static Caller caller(RoutingContext context) {
    Caller caller = context.get("caller");
    return caller == null ? Caller.nobody(Client.of(context)) : caller;
  }
}
