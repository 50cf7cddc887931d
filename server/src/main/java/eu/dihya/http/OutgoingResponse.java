package eu.dihya.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the other server answered. Immutable. */
public final class OutgoingResponse {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  OutgoingResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Whether the status is one of 200 to 299. A redirect is not: none is followed. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** Every header, its name in lower case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The first value of a header; its name in any case. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The body; empty after a download, which is in its file. */
  public byte[] body() {
    return body.clone();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
