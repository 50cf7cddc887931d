package eu.dihya.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a live stream while others do something. */
final class LeakyStream implements AutoCloseable {
  private final StringBuffer text = new StringBuffer();
  private final InputStream body;

  LeakyStream(InputStream body) {
    this.body = body;
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      text.append("\n(closed)\n");
    }
  }

  String text() {
    return text.toString();
  }

  String untilItHolds(String part) {
    await(part).atMost(Duration.ofSeconds(30)).until(() -> text().contains(part));
    return text();
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
