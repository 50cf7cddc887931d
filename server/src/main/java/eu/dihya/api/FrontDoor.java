package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is refused before it is asked who calls. Each check is a handler of the router. */
final class FrontDoor {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  private static final Pattern ODD = Pattern.compile("(?i)%[01][0-9a-f]|%7f");

  private final Listening listening;
  private final CallRate rate;

  FrontDoor(Listening listening) {
    this.listening = listening;
    this.rate = new CallRate(listening.limits());
  }

  /**
   * Gives an answer the headers that all have, before the router, which refuses some requests
   * itself.
   */
  void greet(HttpServerRequest request) {
    SecurityHeaders.add(request.response(), listening.proxies().client(request));
    Responses.identify(request.response());
  }

  /** Finds out where the request comes from. */
  void receive(RoutingContext context) {
    listening.proxies().client(context.request()).keepIn(context);
    context.next();
  }

  /** An address whose escapes are some, and none a control character. */
  void checkPath(RoutingContext context) {
    if (readable(context)) {
      context.next();
    } else {
      refuse(
          context, 400, ErrorCode.USAGE, "the address holds a % that is no escape, or one too odd");
    }
  }

  private static boolean readable(RoutingContext context) {
    try {
      return !ODD.matcher(context.normalizedPath()).find();
    } catch (IllegalArgumentException noEscape) {
      return false;
    }
  }

  /** One host name and a bounded number of headers. */
  void checkHeaders(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.headers().size() > WebLimits.MOST_HEADERS) {
      refuse(context, 431, ErrorCode.USAGE, "the request has more than 100 headers");
    } else if (request.headers().getAll("Host").size() > 1) {
      refuse(context, 400, ErrorCode.USAGE, "the request has more than one Host");
    } else {
      context.next();
    }
  }

  /** A page of another site that resolves its name to this machine must not get in. */
  void checkHost(RoutingContext context) {
    String host = ClientAddress.of(context).host().toLowerCase(Locale.ROOT);
    if (listening.insecure() || LOOPBACK.contains(host) || ownName(host, context.request())) {
      context.next();
    } else {
      String names =
          listening
              .publicUrl()
              .map(URI::getHost)
              .map(name -> ", localhost and " + name)
              .orElse(" and localhost");
      refuse(
          context,
          421,
          ErrorCode.NOT_ALLOWED,
          "this server answers to 127.0.0.1" + names + " only");
    }
  }

  private boolean ownName(String host, HttpServerRequest request) {
    boolean named =
        listening.named(host)
            || listening.publicUrl().map(URI::getHost).filter(host::equalsIgnoreCase).isPresent();
    return named || isAddress(host, ClientAddress.of(request.connection().localAddress()));
  }

  /** A page cannot give itself an address for a name. */
  private static boolean isAddress(String host, InetAddress own) {
    try {
      return InetAddress.ofLiteral(host).equals(own);
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  /** Who is not on this machine comes over TLS. */
  void checkTransport(RoutingContext context) {
    ClientAddress client = ClientAddress.of(context);
    if (client.local() || client.secure() || listening.insecure()) {
      context.next();
    } else {
      refuse(
          context,
          403,
          ErrorCode.NOT_ALLOWED,
          "this came in clear; call with https, and let a proxy say so (X-Forwarded-Proto)");
    }
  }

  /** Nobody elsewhere keeps the server busy alone. */
  void checkRate(RoutingContext context) {
    ClientAddress client = ClientAddress.of(context);
    if (client.local() || rate.take(ClientAddress.network(client.address()))) {
      context.next();
    } else {
      long seconds = Math.max(1, listening.limits().period().toSeconds());
      Reply reply =
          problem(
              context,
              429,
              ErrorCode.USAGE,
              "too many calls from this address; try again in %d s".formatted(seconds));
      Responses.write(context, reply.with("Retry-After", Long.toString(seconds)));
    }
  }

  private static void refuse(RoutingContext context, int status, ErrorCode code, String message) {
    Responses.write(context, problem(context, status, code, message));
  }

  private static Reply problem(RoutingContext context, int status, ErrorCode code, String message) {
    return Reply.problem(status, new DihyaException(code, message), Responses.requestId(context));
  }
}
