package eu.dihya.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads calls from the router's context. */
final class Calls {
  private Calls() {}

  static Call of(RoutingContext context, String requestId) {
    String body =
        context.body() == null || context.body().asString() == null
            ? ""
            : context.body().asString();
    return new Call(
        context.request().method().name(),
        context.normalizedPath(),
        Map.copyOf(context.pathParams()),
        Map.copyOf(map(context.queryParams())),
        Map.copyOf(headers(context.request())),
        body,
        WebServer.caller(context),
        requestId);
  }

  /** HTTP/2 names the host beside its headers, and may part the cookies. */
  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = map(request.headers());
    List<String> cookies = request.headers().getAll("Cookie");
    if (cookies.size() > 1) {
      headers.put("cookie", String.join("; ", cookies));
    }
    if (request.authority() != null) {
      headers.put("host", request.authority().toString());
    }
    return headers;
  }

  private static Map<String, String> map(MultiMap values) {
    Map<String, String> map = new HashMap<>();
    values.forEach(
        entry -> map.putIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
    return map;
  }
}
