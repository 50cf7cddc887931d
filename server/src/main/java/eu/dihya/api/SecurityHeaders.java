package eu.dihya.api;

import io.vertx.core.http.HttpServerResponse;

/** Headers of every answer: nothing from elsewhere, nothing sniffed, nothing framed. */
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src"
          + " 'self'; img-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final String DEVICES =
      "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(),"
          + " hid=(), bluetooth=(), midi=(), publickey-credentials-get=(), browsing-topics=()";
  private static final String A_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  static void add(HttpServerResponse response, ClientAddress client) {
    response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", DEVICES);
    // On this machine's own name it would forbid plain HTTP to every other program here.
    if (client.secure() && !client.host().equalsIgnoreCase("localhost")) {
      response.putHeader("Strict-Transport-Security", A_YEAR);
    }
  }
}
