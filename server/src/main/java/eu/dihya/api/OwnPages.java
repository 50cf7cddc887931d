package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.http.HostPort;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells writes of this server's own pages from those of others, which a browser would send with the
 * same cookie.
 */
final class OwnPages {
  private final Optional<Origin> known;

  OwnPages(Optional<URI> publicUrl) {
    this.known = publicUrl.map(Origin::of);
  }

  private record Origin(String scheme, HostPort server) {
    static Origin of(URI uri) {
      return new Origin(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT), HostPort.of(uri));
    }
  }

  /**
   * Refuses a write without the header that no foreign page can send, or with a word of the browser
   * that it comes from elsewhere.
   *
   * @throws DihyaException NOT_ALLOWED
   */
  void refuseForeignWrite(HttpServerRequest request, ClientAddress client) {
    HttpMethod method = request.method();
    if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    boolean own =
        request.getHeader("X-Dihya-Request") != null
            && (site == null || site.equals("same-origin"))
            && (origin == null || own(origin, client));
    if (!own) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          "a write needs the header X-Dihya-Request and must come from this server's own pages");
    }
  }

  private boolean own(String text, ClientAddress client) {
    try {
      Origin origin = Origin.of(URI.create(text));
      if (known.filter(origin::equals).isPresent()) {
        return true;
      }
      String called = (client.secure() ? "https://" : "http://") + client.authority();
      return client.authority() != null && origin.equals(Origin.of(URI.create(called)));
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }
}
