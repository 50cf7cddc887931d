package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.app.RawHttp;
import eu.dihya.security.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody makes the server read, keep or wait for more than it says. */
class LimitsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final WebLimits LIMITS =
      new WebLimits(SHORT, SHORT, SHORT, 100, 100, 1_000, LONG, LONG);

  @TempDir static Path directory;
  private static ServedApi api;

  @BeforeAll
  static void serve() {
    api = new ServedApi(directory, ServedApi.limited(LIMITS));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String post(String... headers) {
    return "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n%s\r\n\r\n"
        .formatted(ServedApi.PLANS, api.bearer(Role.PLATFORM_ADMIN), String.join("\r\n", headers));
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Everything until the server closes. */
  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void assertProblem(RawHttp.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.header("Content-Security-Policy")).isPresent();
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.json().get("code").asText()).isEqualTo("usage");
    assertThat(answer.body()).doesNotContain("Exception", "io.netty", "io.vertx");
  }

  @Test
  void aBodyOf100MegabytesIsRefusedBeforeItIsSent() throws IOException {
    try (Socket socket = api.connect()) {
      write(socket, post("Content-Length: 104857600"));
      RawHttp.Answer answer = RawHttp.parse(rest(socket));
      assertProblem(answer, 413);
      assertThat(answer.header("Connection")).contains("close");
    }
  }

  @Test
  void aBodyInChunksIsReadNoFurtherThanToTheLimit() throws IOException {
    try (Socket socket = api.connect()) {
      write(socket, post("Transfer-Encoding: chunked"));
      long sent = writeChunks(socket, 100L << 20);
      assertThat(sent).isLessThan(100L << 20);
      assertProblem(RawHttp.parse(rest(socket)), 413);
    }
  }

  /** Writes chunks until there is an answer, and gives how much that was. */
  private static long writeChunks(Socket socket, long most) throws IOException {
    byte[] chunk = ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    OutputStream out = socket.getOutputStream();
    long sent = 0;
    while (sent < most && socket.getInputStream().available() == 0) {
      out.write(chunk);
      sent += 1 << 16;
    }
    return sent;
  }

  @Test
  void aBodyOfOneMebibyteIsRead() throws IOException {
    RawHttp.Answer answer =
        api.http()
            .send("POST", ServedApi.PLANS, "x".repeat(1 << 20), api.bearer(Role.PLATFORM_ADMIN));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("" + (1 << 20));
  }

  @Test
  void beforeSigningInABodyIsSmall() throws IOException {
    String link = "{\"token\":\"" + "x".repeat(70_000) + "\"}";
    assertProblem(api.http().send("POST", "/api/v1/session", link, "X-Dihya-Request: 1"), 413);
    assertProblem(api.http().send("POST", "/", link), 413);
  }

  @Test
  void whoMayNotCallNeedNotSendTheBody() throws IOException {
    try (Socket socket = api.connect()) {
      write(
          socket,
          "POST "
              + ServedApi.PLANS
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\n");
      assertThat(RawHttp.parse(rest(socket)).status()).isEqualTo(401);
    }
  }

  @Test
  void tooManyHeadersAreRefused() throws IOException {
    String[] many = new String[10_000];
    Arrays.setAll(many, number -> "X-" + number + ": 1");
    assertProblem(api.http().get("/", many), 431);
    assertProblem(api.http().get("/", Arrays.copyOf(many, 150)), 431);
    assertThat(api.http().get("/", Arrays.copyOf(many, 50)).status()).isEqualTo(200);
    assertProblem(api.http().get("/", "X-Long: " + "x".repeat(20_000)), 431);
  }

  @Test
  void aLongAddressIsRefused() throws IOException {
    assertProblem(api.http().get("/?x=" + "x".repeat(9_000)), 414);
    assertThat(api.http().get("/?x=" + "x".repeat(7_000)).status()).isEqualTo(200);
  }

  @Test
  void headersThatTrickleInAreNotWaitedFor() throws IOException {
    try (Socket socket = api.connect()) {
      write(socket, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
      assertThat(trickled(socket)).isEmpty();
    }
    try (Socket silent = api.connect()) {
      assertThat(rest(silent)).isEmpty();
    }
  }

  @Test
  void aBodyThatTricklesInIsNotWaitedFor() throws IOException {
    try (Socket socket = api.connect()) {
      write(socket, post("Content-Length: 9999"));
      assertThat(trickled(socket)).isEmpty();
    }
  }

  /** Sends a byte every 20 ms until the server closes, and gives what it said. */
  private static String trickled(Socket socket) throws IOException {
    socket.setSoTimeout(20);
    StringBuilder said = new StringBuilder();
    for (int turns = 0; turns < 1_000; turns++) {
      try {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return said.toString();
        }
        said.append((char) next);
      } catch (SocketTimeoutException nothingYet) {
        socket.getOutputStream().write('x');
      } catch (SocketException closed) {
        return said.toString();
      }
    }
    throw new AssertionError("still open after 20 s");
  }

  @Test
  void anIdleConnectionIsClosedAfterItsAnswer() throws IOException {
    try (Socket socket = api.connect()) {
      write(socket, "GET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      assertThat(RawHttp.parse(rest(socket)).body()).isEqualTo("ok\n");
    }
  }

  @Test
  void requestsInAPipelineAreAllAnswered() throws IOException {
    String one = "GET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    try (Socket socket = api.connect()) {
      write(socket, one.repeat(20));
      assertThat(rest(socket).split("ok\n", -1)).hasSize(21);
    }
  }

  @Test
  void aLiveStreamStaysOpenAndQuiet() throws IOException {
    try (Socket stream = api.connect();
        Socket idle = api.connect()) {
      write(
          stream,
          "GET /api/v1/stream?topics=rollouts HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n\r\n"
              .formatted(api.bearer(Role.VIEWER)));
      write(idle, "GET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      rest(idle);
      // One more connection's whole patience later than the first could have been closed.
      try (Socket silent = api.connect()) {
        rest(silent);
      }
      stream.setSoTimeout(50);
      StringBuilder said = new StringBuilder();
      try {
        int next;
        while ((next = stream.getInputStream().read()) >= 0) {
          said.append((char) next);
        }
        throw new AssertionError("the stream was closed after: " + said);
      } catch (SocketTimeoutException stillOpen) {
        assertThat(said).contains("event: rollouts");
      }
    }
  }

  @Test
  void moreConnectionsThanTheLimitAreClosed(@TempDir Path other) throws IOException {
    WebLimits patient = new WebLimits(LONG, LONG, LONG, 2, 2, 1_000, LONG, LONG);
    try (ServedApi few = new ServedApi(other, ServedApi.limited(patient))) {
      try (Socket first = few.connect();
          Socket second = few.connect()) {
        for (Socket each : List.of(first, second)) {
          write(each, "GET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
          assertThat(each.getInputStream().read()).isEqualTo('H');
        }
        try (Socket third = few.connect()) {
          assertThat(trickled(third)).isEmpty();
        }
      }
      await().ignoreExceptions().until(() -> few.http().get("/healthz/live").status() == 200);
    }
  }
}
