package eu.dihya.api;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The pages, from the jar; a path that is no file is a place within the one page. */
final class Dashboard {
  private static final String ROOT = "eu/dihya/ui";

  private final StaticHandler files;

  Dashboard() {
    this.files = StaticHandler.create(ROOT).setCachingEnabled(false).setIndexPage("index.html");
  }

  /** Serves a file of the dashboard; what is none is left to the next handler. */
  void file(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.startsWith("/assets/")) {
      context.response().putHeader("Cache-Control", "public, max-age=31536000, immutable");
    }
    if (path.lastIndexOf('.') > path.lastIndexOf('/')) {
      files.handle(context);
    } else {
      context.next();
    }
  }

  /** Serves the page. */
  void page(RoutingContext context) {
    if (context.normalizedPath().startsWith("/assets/")) {
      context.fail(404);
      return;
    }
    context
        .response()
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Content-Type", "text/html; charset=utf-8");
    context.response().sendFile(ROOT + "/index.html").onFailure(context::fail);
  }
}
