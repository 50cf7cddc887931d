package eu.dihya.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutgoingHttpTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger lookups = new AtomicInteger();
  @TempDir Path directory;

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void bringsStatusHeadersAndBody() {
    int port =
        serve(
            request ->
                request
                    .body()
                    .onSuccess(
                        body ->
                            request
                                .response()
                                .setStatusCode(201)
                                .putHeader(
                                    "X-Seen",
                                    request.method()
                                        + " "
                                        + request.uri()
                                        + " "
                                        + request.authority())
                                .end(
                                    Buffer.buffer(request.getHeader("X-Sent"))
                                        .appendBuffer(body))));
    try (OutgoingHttp http = http(port, 1024)) {
      OutgoingResponse response =
          http.send(
              new OutgoingRequest(
                  HttpMethod.POST,
                  uri(port, "/a/b?c=%20d"),
                  Map.of("X-Sent", "h:"),
                  new HttpBody.Text("é"),
                  TIMEOUT));
      assertThat(response.status()).isEqualTo(201);
      assertThat(response.header("x-seen")).contains("POST /a/b?c=%20d there.example:" + port);
      assertThat(response.text()).isEqualTo("h:é");
    }
    assertThat(lookups).hasValue(1);
  }

  @Test
  void returnsARedirectInsteadOfFollowingIt() {
    int port =
        serve(
            request ->
                request
                    .response()
                    .setStatusCode(302)
                    .putHeader("Location", "http://there.example/inner")
                    .end());
    try (OutgoingHttp http = http(port, 1024)) {
      OutgoingResponse response = http.send(OutgoingRequest.get(uri(port, "/"), TIMEOUT));
      assertThat(response.status()).isEqualTo(302);
      assertThat(response.succeeded()).isFalse();
    }
  }

  @Test
  void readsNoMoreThanTheLimit() {
    int port =
        serve(
            request ->
                request.response().end("x".repeat(Integer.parseInt(request.path().substring(1)))));
    try (OutgoingHttp http = http(port, 1000)) {
      assertThat(http.send(OutgoingRequest.get(uri(port, "/1000"), TIMEOUT)).body()).hasSize(1000);
      assertThatThrownBy(() -> http.send(OutgoingRequest.get(uri(port, "/1001"), TIMEOUT)))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED))
          .hasMessageContaining("1000 bytes");
      Path file = directory.resolve("download");
      assertThatThrownBy(
              () -> http.download(OutgoingRequest.get(uri(port, "/5001"), TIMEOUT), file, 5000))
          .hasMessageContaining("5000 bytes");
    }
  }

  @Test
  void endsAnExchangeThatTakesTooLongAlthoughBytesKeepComing() {
    int port =
        serve(
            request -> {
              request.response().setChunked(true).write("x");
              long timer = vertx.setPeriodic(50, tick -> request.response().write("x"));
              request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
            });
    try (OutgoingHttp http = http(port, 100_000)) {
      assertThatThrownBy(
              () ->
                  http.send(OutgoingRequest.get(uri(port, "/token-4711"), Duration.ofMillis(400))))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
          .hasMessageContaining("0.4 s")
          .hasMessageNotContaining("4711");
    }
  }

  @Test
  void endsAnExchangeInWhichTheOtherSideIsSilent() {
    int port = serve(request -> request.response().setChunked(true).write("x"));
    OutgoingPolicy policy =
        new OutgoingPolicy(
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            1000,
            Set.of(new HostPort("there.example", port)),
            Optional.empty());
    try (OutgoingHttp http = new OutgoingHttp(vertx, policy, this::resolve)) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> http.send(OutgoingRequest.get(uri(port, "/"), TIMEOUT)))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void saysWhichServerCannotBeReached() {
    int port = serve(request -> {});
    servers().close().await();
    try (OutgoingHttp http = http(port, 1000)) {
      assertThatThrownBy(() -> http.send(OutgoingRequest.get(uri(port, "/secret-path"), TIMEOUT)))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
          .hasMessageContaining(
              "http://there.example:" + port + " cannot be reached: no connection")
          .hasMessageNotContaining("secret-path");
    }
  }

  /** More than an array can hold, so it cannot have been in memory at once. */
  @Test
  void streamsAFileLargerThanAnyArray() throws IOException {
    long size = Integer.MAX_VALUE + 10L;
    AtomicLong received = new AtomicLong();
    int port =
        serve(
            request -> {
              request.handler(part -> received.addAndGet(part.length()));
              request.endHandler(
                  end -> request.response().end(request.getHeader("Content-Length")));
            });
    try (OutgoingHttp http = http(port, 1000)) {
      HttpBody body = new HttpBody.File(sparse(size));
      OutgoingResponse response =
          http.send(OutgoingRequest.post(uri(port, "/"), body, Duration.ofMinutes(2)));
      assertThat(response.text()).isEqualTo(Long.toString(size));
      assertThat(received).hasValue(size);
    }
  }

  @Test
  void sendsAMultipartFileThatTheServerReadsAsAForm() throws IOException {
    CompletableFuture<Buffer> uploaded = new CompletableFuture<>();
    int port =
        serve(
            request -> {
              request.setExpectMultipart(true);
              Buffer content = Buffer.buffer();
              request.uploadHandler(upload -> upload.handler(content::appendBuffer));
              request.endHandler(
                  end -> {
                    uploaded.complete(content);
                    request.response().end();
                  });
            });
    Path file = Files.writeString(directory.resolve("a.car"), "--content--\r\n");
    try (OutgoingHttp http = http(port, 1000)) {
      HttpBody body = new HttpBody.MultipartFile("file", "a.car", file);
      assertThat(http.send(OutgoingRequest.post(uri(port, "/"), body, TIMEOUT)).status())
          .isEqualTo(200);
      assertThat(uploaded.join().toString()).isEqualTo("--content--\r\n");
    }
  }

  @Test
  void downloadsIntoAFileAndReadsAnErrorIntoMemory() throws IOException {
    byte[] content = new byte[5_000_000];
    new java.util.Random(7).nextBytes(content);
    int port =
        serve(
            request ->
                request
                    .response()
                    .setStatusCode(request.path().equals("/ok") ? 200 : 404)
                    .end(
                        request.path().equals("/ok")
                            ? Buffer.buffer(content)
                            : Buffer.buffer("no such thing")));
    Path file = directory.resolve("download");
    try (OutgoingHttp http = http(port, 1000)) {
      http.download(OutgoingRequest.get(uri(port, "/ok"), TIMEOUT), file, 6_000_000);
      assertThat(Files.readAllBytes(file)).isEqualTo(content);
      OutgoingResponse missing =
          http.download(OutgoingRequest.get(uri(port, "/no"), TIMEOUT), file, 6_000_000);
      assertThat(missing.status()).isEqualTo(404);
      assertThat(missing.text()).isEqualTo("no such thing");
    }
  }

  @Test
  void namesAFileThatCannotBeRead() {
    int port = serve(request -> request.response().end());
    try (OutgoingHttp http = http(port, 1000)) {
      HttpBody body = new HttpBody.File(directory.resolve("gone.car"));
      assertThatThrownBy(() -> http.send(OutgoingRequest.post(uri(port, "/"), body, TIMEOUT)))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED))
          .hasMessageContaining("gone.car");
    }
  }

  @Test
  void refusesToBlockTheEventLoop() {
    try (OutgoingHttp http = http(1, 1000)) {
      CompletableFuture<OutgoingResponse> result = new CompletableFuture<>();
      vertx.runOnContext(
          on -> {
            try {
              result.complete(http.send(OutgoingRequest.get(uri(1, "/"), TIMEOUT)));
            } catch (DihyaException e) {
              result.completeExceptionally(e);
            }
          });
      assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("event loop");
    }
  }

  private final java.util.ArrayList<HttpServer> started = new java.util.ArrayList<>();

  private HttpServer servers() {
    return started.getLast();
  }

  private int serve(Handler<HttpServerRequest> handler) {
    started.add(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1").await());
    return started.getLast().actualPort();
  }

  private OutgoingHttp http(int port, int limit) {
    Set<HostPort> configured = Set.of(new HostPort("there.example", port));
    return new OutgoingHttp(
        vertx,
        new OutgoingPolicy(
            Duration.ofSeconds(5), Duration.ofSeconds(10), limit, configured, Optional.empty()),
        this::resolve);
  }

  private List<InetAddress> resolve(String host) {
    lookups.incrementAndGet();
    return List.of(InetAddress.ofLiteral("127.0.0.1"));
  }

  private static URI uri(int port, String path) {
    return URI.create("http://there.example:" + port + path);
  }

  private Path sparse(long size) throws IOException {
    Path file = directory.resolve("large");
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(size);
    }
    return file;
  }
}
