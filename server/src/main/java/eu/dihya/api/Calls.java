package eu.dihya.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
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
        map(context.queryParams()),
        map(context.request().headers()),
        body,
        WebServer.caller(context),
        requestId);
  }

  private static Map<String, String> map(MultiMap values) {
    Map<String, String> map = new HashMap<>();
    values.forEach(
        entry -> map.putIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
    return Map.copyOf(map);
  }
}
