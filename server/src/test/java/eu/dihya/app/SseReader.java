package eu.dihya.app;

import eu.dihya.api.SseEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Reads a live stream as a browser does. */
final class SseReader implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final StringBuffer text = new StringBuffer();
  private final InputStream body;
  private final Thread reading;

  SseReader(DihyaServer server, String topics, String... headers)
      throws IOException, InterruptedException {
    this(server.address(), server.bearer(), topics, headers);
  }

  SseReader(URI server, String bearer, String topics, String... headers)
      throws IOException, InterruptedException {
    URI uri =
        server.resolve(
            "/api/v1/stream?topics=" + URLEncoder.encode(topics, StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + bearer);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200
        || !response
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("text/event-stream")) {
      throw new IllegalStateException("status " + response.statusCode());
    }
    body = response.body();
    reading = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      text.append("\n\nevent: closed\ndata: {}\n\n");
    }
  }

  /** Everything that came so far. */
  String text() {
    return text.toString();
  }

  /** All whole events so far. */
  List<SseEvent> events() {
    String sofar = text.toString();
    int end = sofar.lastIndexOf("\n\n");
    return end < 0 ? List.of() : new ArrayList<>(SseEvent.parse(sofar.substring(0, end + 2)));
  }

  /** Waits until there are at least so many. */
  List<SseEvent> await(int number) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> events().size() >= number);
    return events();
  }

  @Override
  public void close() throws IOException {
    body.close();
    http.shutdownNow();
    Awaitility.await().until(() -> !reading.isAlive());
  }
}
