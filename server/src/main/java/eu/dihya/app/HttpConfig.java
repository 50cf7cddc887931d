package eu.dihya.app;

/**
 * Where the server listens.
 *
 * @param port 0 for any free one
 */
public record HttpConfig(String bind, int port) {
  public HttpConfig {
    Checks.holds(!bind.isBlank(), "http.bind must not be empty");
    Checks.holds(port >= 0 && port <= 65_535, "http.port is from 0 to 65535");
  }
}
