package eu.dihya.api;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.function.Predicate;

/** The pages, from the jar; a path that is no file is a place within the one page. */
final class Dashboard {
  private static final String ROOT = "eu/dihya/ui";
  private static final String ASSETS = "/assets/";

  private final StaticHandler files;
  private final Predicate<String> shipped;

  Dashboard() {
    this(path -> Dashboard.class.getResource("/" + ROOT + path) != null);
  }

  /**
   * @param shipped whether there is a file of this name, which begins with a slash, beside index.html
   */
  Dashboard(Predicate<String> shipped) {
    this.files = StaticHandler.create(ROOT).setCachingEnabled(false).setIndexPage("index.html");
    this.shipped = shipped;
  }

  void serve(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.startsWith(ASSETS)) {
      context.response().putHeader("Cache-Control", "public, max-age=31536000, immutable");
      files.handle(context);
    } else if (isFile(path)) {
      files.handle(context);
    } else {
      context.response().putHeader("Cache-Control", "no-cache").putHeader("Content-Type", "text/html; charset=utf-8");
      context.response().sendFile(ROOT + "/index.html");
    }
  }

  /** Only what is there: the name of a migration or a tenant may have a dot too. */
  boolean isFile(String path) {
    return path.lastIndexOf('/') == 0 && path.indexOf('.') > 0 && shipped.test(path);
  }
}
