package eu.dihya.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to a checked address, but the certificate must be for the name. */
class OutgoingTlsTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path directory;

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void acceptsACertificateForTheNameFromATrustedAuthority() throws Exception {
    int port = serve("there.example");
    assertThat(get(port, Optional.of(directory.resolve("certificate.pem"))).text())
        .isEqualTo("there.example");
  }

  @Test
  void refusesATrustedCertificateForAnotherName() throws Exception {
    int port = serve("elsewhere.example");
    assertRefused(port, Optional.of(directory.resolve("certificate.pem")));
  }

  @Test
  void refusesACertificateThatNobodyTrusts() throws Exception {
    int port = serve("there.example");
    assertRefused(port, Optional.empty());
  }

  private void assertRefused(int port, Optional<Path> trusted) {
    assertThatThrownBy(() -> get(port, trusted))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
        .hasMessageContaining("its certificate must be trusted and be for this name");
  }

  private OutgoingResponse get(int port, Optional<Path> trusted) {
    OutgoingPolicy policy =
        new OutgoingPolicy(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            1000,
            Set.of(new HostPort("there.example", port)),
            trusted);
    NameResolver resolver = host -> List.of(InetAddress.ofLiteral("127.0.0.1"));
    try (OutgoingHttp http = new OutgoingHttp(vertx, policy, resolver)) {
      return http.send(
          OutgoingRequest.get(
              URI.create("https://there.example:" + port + "/"), Duration.ofSeconds(60)));
    }
  }

  private int serve(String name) throws IOException, InterruptedException {
    Path store = directory.resolve("store.p12");
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=dns:" + name);
    keytool(
        store,
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-file",
        directory.resolve("certificate.pem").toString());
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setSni(true)
            .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword("synthetic"));
    return vertx
        .createHttpServer(options)
        .requestHandler(
            request -> request.response().end(request.connection().indicatedServerName()))
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "synthetic"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
