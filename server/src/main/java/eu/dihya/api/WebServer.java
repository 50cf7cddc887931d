package eu.dihya.api;

import eu.dihya.api.Endpoint.Care;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Permission;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignIns;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The HTTP server: routes calls to endpoints on virtual threads, and serves the dashboard. */
public final class WebServer implements AutoCloseable {
  private final Vertx vertx;
  private final WebParts parts;
  private final Listening listening;
  private final Gate gate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FrontDoor door;
  private final Connections connections;
  private final Listeners listeners;
  private final StreamRoute stream;
  private volatile boolean open;

  private WebServer(Vertx vertx, WebParts parts, Listening listening) {
    this.vertx = vertx;
    this.parts = parts;
    this.listening = listening;
    this.gate = new Gate(parts.signIns(), parts.sessions(), new OwnPages(listening.publicUrl()));
    this.door = new FrontDoor(listening);
    this.connections = new Connections(vertx, listening);
    this.listeners = new Listeners(vertx, listening, connections);
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
      IdempotentCalls idempotent,
      AccessAudit access) {}

  /**
   * Starts listening; see {@link #open()}.
   *
   * @throws DihyaException CONFIGURATION when the port is in use or the certificate cannot be used
   */
  public static WebServer start(Vertx vertx, WebParts parts, Listening listening) {
    WebServer web = new WebServer(vertx, parts, listening);
    try {
      Router router = web.router();
      web.listeners.open(
          request -> {
            web.door.greet(request);
            router.handle(request);
          },
          web.threads);
    } catch (RuntimeException e) {
      web.threads.close();
      throw e;
    }
    web.stream.start();
    return web;
  }

  /** From now on calls are answered; before, the server only says that it is starting. */
  public void open() {
    open = true;
  }

  public int port() {
    return listeners.port();
  }

  /** A port on this machine's loopback that speaks plain HTTP; mostly the same. */
  public int localPort() {
    return listeners.localPort();
  }

  @Override
  public void close() {
    stream.close();
    listeners.close();
    threads.close();
    parts.access().close();
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(connections::watch);
    router.route().handler(door::receive);
    router.route().handler(parts.access()::watch);
    router.route().handler(door::checkPath);
    router.route().handler(door::checkHeaders);
    router.route().handler(door::checkHost);
    read(router, "/healthz/live")
        .handler(context -> Responses.write(context, Reply.text("text/plain", "ok\n")));
    router.route().handler(this::whenOpen);
    read(router, "/healthz/ready").handler(context -> hop(context, call -> ready()));
    router.route().handler(door::checkTransport);
    router.route("/api/*").handler(door::checkRate);
    router.route("/metrics").handler(door::checkRate);
    read(router, "/metrics").handler(this::metrics);
    read(router, "/api/v1/openapi.yaml").handler(context -> hop(context, call -> Contract.reply()));
    router
        .get("/api/v1/stream")
        .handler(
            context -> {
              context.put(Access.ROUTE, new Access.Route("GET", "/api/v1/stream"));
              signedIn(
                  context,
                  Permission.READ,
                  Set.of(),
                  () -> stream.open(context, gate.goingOn(context)));
            });
    parts.endpoints().forEach(endpoint -> admit(router, endpoint));
    BodyHandler known = BodyHandler.create(false).setBodyLimit(WebLimits.LARGEST_BODY);
    BodyHandler unknown = BodyHandler.create(false).setBodyLimit(WebLimits.LARGEST_BODY_OF_NOBODY);
    router
        .route()
        .handler(context -> (context.get(Gate.CALLER) == null ? unknown : known).handle(context));
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
                      context.put(
                          Access.ROUTE, new Access.Route(endpoint.method(), endpoint.path()));
                      context.put(Gate.CALLER, gate.whoever(context));
                      return endpoint
                          .handler()
                          .answer(Calls.of(context, Responses.requestId(context)));
                    }));
  }

  /** Whose body is not wanted need not send it. */
  private void admit(Router router, Endpoint endpoint) {
    route(router, endpoint)
        .handler(
            context -> {
              if (context.get(Gate.CALLER) != null) {
                context.next();
                return;
              }
              context.put(
                  Access.ROUTE,
                  new Access.Route(
                      endpoint.method(), endpoint.path(), endpoint.care().contains(Care.DOWNLOAD)));
              Context loop = vertx.getOrCreateContext();
              context.request().pause();
              signedIn(
                  context,
                  endpoint.permission(),
                  endpoint.care(),
                  () -> loop.runOnContext(admitted -> goOn(context)));
            });
  }

  private static void goOn(RoutingContext context) {
    context.next();
    context.request().resume();
  }

  private void serve(Router router, Endpoint endpoint) {
    route(router, endpoint).handler(context -> hop(context, call -> answer(call, endpoint)));
  }

  private static Route route(Router router, Endpoint endpoint) {
    Route route =
        router.route(
            HttpMethod.valueOf(endpoint.method()), endpoint.path().replaceAll("\\{(\\w+)}", ":$1"));
    return endpoint.method().equals("GET") ? route.method(HttpMethod.HEAD) : route;
  }

  private void metrics(RoutingContext context) {
    Runnable answer =
        () -> hop(context, call -> Reply.text("text/plain; version=0.0.4", parts.metrics().get()));
    if (listening.reachableFromElsewhere() && !listening.insecure()) {
      context.put(Access.ROUTE, new Access.Route("GET", "/metrics"));
      signedIn(context, Permission.READ_SETTINGS, Set.of(), answer);
    } else {
      answer.run();
    }
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

  private void signedIn(RoutingContext context, Permission needed, Set<Care> care, Runnable then) {
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
    Caller caller = context.get(Gate.CALLER);
    return caller == null ? Caller.nobody(Client.of(context)) : caller;
  }
}
