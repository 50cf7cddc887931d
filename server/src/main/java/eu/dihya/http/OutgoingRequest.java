package eu.dihya.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request to somebody else's server.
 *
 * @param method what to do
 * @param uri an absolute http or https address, without user information
 * @param headers sent as they are, besides {@code Host} and {@code Content-Length}, which are set
 *     here
 * @param body what to send
 * @param timeout how long the whole exchange may take, from the look-up of the name to the last
 *     byte of the answer
 */
public record OutgoingRequest(
    HttpMethod method, URI uri, Map<String, String> headers, HttpBody body, Duration timeout) {
  public OutgoingRequest {
    headers = Map.copyOf(headers);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout of a request must be positive");
    }
  }

  public static OutgoingRequest get(URI uri, Duration timeout) {
    return new OutgoingRequest(HttpMethod.GET, uri, Map.of(), new HttpBody.Empty(), timeout);
  }

  public static OutgoingRequest post(URI uri, HttpBody body, Duration timeout) {
    return new OutgoingRequest(HttpMethod.POST, uri, Map.of(), body, timeout);
  }
}
