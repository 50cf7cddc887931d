package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import eu.dihya.app.RawHttp;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.testing.TestCertificate;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** TLS 1.3 with a certificate from files, which may be renewed while the server runs. */
class TlsTest {
  private static final String LIVE = "GET /healthz/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

  @TempDir static Path made;
  private static TestCertificate first;
  private static TestCertificate second;
  private static Vertx vertx;

  @TempDir Path directory;
  private TlsFiles files;

  @BeforeAll
  static void make() throws Exception {
    first = TestCertificate.named("first", made);
    second = TestCertificate.named("second", made);
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @BeforeEach
  void write() throws IOException {
    files = new TlsFiles(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
    first.write(files.certificate(), files.key());
  }

  private ServedApi serve() {
    Duration calm = Duration.ofMinutes(2);
    WebLimits limits =
        new WebLimits(calm, calm, calm, 100, 100, 1_000, calm, Duration.ofMillis(30));
    return new ServedApi(
        directory,
        new Listening(
            "127.0.0.1",
            0,
            Optional.of(files),
            ServedApi.trusting(),
            Optional.empty(),
            false,
            limits));
  }

  private static SSLSocket connect(ServedApi api, String protocol) throws Exception {
    SSLContext context = TestCertificate.trusting(first, second);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", api.server.port());
    socket.setSoTimeout(20_000);
    socket.setEnabledProtocols(new String[] {protocol});
    try {
      socket.startHandshake();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private static X509Certificate shown(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  private static X509Certificate shown(ServedApi api) throws Exception {
    try (SSLSocket socket = connect(api, "TLSv1.3")) {
      return shown(socket);
    }
  }

  /** Asks and reads the answer without ending the connection. */
  private static String live(Socket socket) throws IOException {
    socket.getOutputStream().write(LIVE.getBytes(StandardCharsets.US_ASCII));
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\nok\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed after " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Test
  void onlyTls13IsSpoken() throws Exception {
    try (ServedApi api = serve()) {
      assertThatThrownBy(() -> connect(api, "TLSv1.2")).isInstanceOf(SSLHandshakeException.class);
      try (SSLSocket socket = connect(api, "TLSv1.3")) {
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(live(socket)).contains("Strict-Transport-Security: max-age=31536000");
      }
      try (Socket plain = api.connect()) {
        plain.getOutputStream().write(LIVE.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .doesNotContain("HTTP");
      }
    }
  }

  @Test
  void aSessionOverTlsHasTheCookieThatHoldsToItsHost() throws Exception {
    try (ServedApi api = serve()) {
      RawHttp http =
          new RawHttp(api.address("https"), TestCertificate.trusting(first).getSocketFactory());
      String body = "{\"token\":\"" + api.signIns.newLink() + "\"}";
      String own = "Origin: https://127.0.0.1:" + api.server.port();
      RawHttp.Answer answer = http.send("POST", "/api/v1/session", body, own, "X-Dihya-Request: 1");
      assertThat(answer.header("Set-Cookie").orElseThrow())
          .startsWith("__Host-dihya_session=")
          .contains("; Secure");
      assertThat(http.get("/?" + "x".repeat(9_000)).header("Strict-Transport-Security"))
          .isPresent();
    }
  }

  @Test
  void commandLinesOfThisMachineNeedNoCertificate() throws Exception {
    try (ServedApi api = serve()) {
      assertThat(api.server.localPort()).isNotEqualTo(api.server.port());
      RawHttp http = new RawHttp(java.net.URI.create("http://127.0.0.1:" + api.server.localPort()));
      assertThat(http.get("/healthz/live").body()).isEqualTo("ok\n");
    }
  }

  @Test
  void aRenewedCertificateIsTakenAndABrokenOneIsNot() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(CertificateRenewal.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.list = java.util.Collections.synchronizedList(new ArrayList<>());
    told.start();
    logger.addAppender(told);
    try (ServedApi api = serve();
        SSLSocket old = connect(api, "TLSv1.3")) {
      assertThat(shown(old)).isEqualTo(first.parsed());
      second.write(files.certificate(), files.key());
      await().until(() -> shown(api).equals(second.parsed()));
      assertThat(live(old)).startsWith("HTTP/1.1 200");

      Files.writeString(files.key(), first.key());
      await().until(() -> told(told).anyMatch(line -> line.contains("is not the key of")));
      assertThat(shown(api)).isEqualTo(second.parsed());
      Files.delete(files.key());
      await().until(() -> told(told).anyMatch(line -> line.contains("cannot be read")));
      assertThat(shown(api)).isEqualTo(second.parsed());
      Files.writeString(files.certificate(), first.certificate());
      Files.writeString(files.key(), first.key());
      await().until(() -> shown(api).equals(first.parsed()));
      assertThat(live(old)).startsWith("HTTP/1.1 200");
    } finally {
      logger.detachAppender(told);
    }
    assertThat(told(told)).noneMatch(line -> line.contains("PRIVATE KEY"));
  }

  private static java.util.stream.Stream<String> told(ListAppender<ILoggingEvent> told) {
    return List.copyOf(told.list).stream().map(ILoggingEvent::getFormattedMessage);
  }

  private void assertUnusable(String... messages) {
    assertThatThrownBy(() -> ServerCertificate.read(vertx, files))
        .isInstanceOfSatisfying(
            DihyaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.text()).contains(messages).doesNotContain("-----", "Exception:");
            });
  }

  @Test
  void whatCannotBeUsedIsSaidWithItsFile() throws IOException {
    Files.writeString(files.key(), second.key());
    assertUnusable("http.tls.key", "key.pem is not the key of the certificate", "certificate.pem");
    Files.writeString(files.key(), first.certificate());
    assertUnusable("http.tls.key", "key.pem holds no private key");
    Files.writeString(files.key(), "");
    assertUnusable("http.tls.key", "key.pem holds no private key");
    first.write(files.certificate(), files.key());
    Files.writeString(files.certificate(), "nonsense");
    Files.delete(files.key());
    assertUnusable(
        "certificate.pem: http.tls.certificate: holds no certificate",
        "key.pem: http.tls.key: the file cannot be read (NoSuchFileException)");
    assertThatThrownBy(this::serve).isInstanceOf(DihyaException.class);
  }

  @Test
  void anEndIsAnnouncedTwoWeeksBefore() {
    ServerCertificate certificate = ServerCertificate.read(vertx, files);
    Instant end = first.parsed().getNotAfter().toInstant();
    assertThat(certificate.ending(end.minus(Duration.ofDays(15)))).isEmpty();
    assertThat(certificate.ending(end.minus(Duration.ofDays(13))).orElseThrow())
        .contains("ends on " + end);
    assertThat(certificate.ending(end.plusSeconds(1)).orElseThrow()).contains("ended on " + end);
  }
}
