package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.demo.EmbeddedServer;
import eu.dihya.demo.TlsServers;
import eu.dihya.engine.mysql.MySqlDriver;
import eu.dihya.engine.postgresql.PostgresDriver;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tls;
import eu.dihya.testing.TestAuthority;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to real servers, and those that must not be made. */
class TlsIT {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir static Path directory;
  private static TestAuthority authority;
  private static TestAuthority foreign;

  @BeforeAll
  static void makeCertificates() throws IOException, GeneralSecurityException {
    authority = TestAuthority.in(directory);
    foreign = TestAuthority.in(Files.createDirectory(directory.resolve("foreign")));
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Nested
  class OfPostgresql extends OfAnEngine {
    OfPostgresql() {
      super(new PostgresDriver(VERTX), TestServers.postgresql());
    }

    @Override
    EmbeddedServer start() {
      return TlsServers.postgresql(directory.resolve("postgresql"), authority);
    }

    @Override
    boolean encrypted(Session session) {
      return session
          .query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
          .getFirst()
          .flag("ssl");
    }
  }

  /** Its start takes as long as everything else here. */
  @Nested
  @EnabledIfSystemProperty(named = "dihya.tests.full", matches = "true")
  class OfMariadb extends OfAnEngine {
    OfMariadb() {
      super(new MySqlDriver(VERTX), TestServers.mariadb());
    }

    @Override
    EmbeddedServer start() throws IOException {
      return TlsServers.mariadb(directory, authority);
    }

    @Override
    boolean encrypted(Session session) {
      return !session
          .query(
              "SELECT variable_value AS cipher FROM information_schema.session_status WHERE"
                  + " variable_name = 'SSL_CIPHER'")
          .getFirst()
          .text("cipher")
          .isEmpty();
    }
  }

  /** What holds of each engine. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class OfAnEngine {
    private final EngineDriver driver;
    private final TestServer plain;
    private EmbeddedServer server;
    private TestDatabase database;

    OfAnEngine(EngineDriver driver, TestServer plain) {
      this.driver = driver;
      this.plain = plain;
    }

    abstract EmbeddedServer start() throws IOException;

    abstract boolean encrypted(Session session);

    @BeforeAll
    void startServer() throws IOException {
      server = start();
      database = TlsServers.known(server).createDatabase();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> encrypted("127.0.0.1", Tls.Mode.PREFER, Optional.empty()));
    }

    @AfterAll
    void stopServer() {
      server.close();
      driver.close();
    }

    private Session connect(TestDatabase to, String host, Tls tls) {
      Target target =
          new Target(
              to.engine(),
              host,
              to.port(),
              to.database(),
              Optional.empty(),
              Optional.empty(),
              false,
              Optional.of(tls));
      return driver.connect(
          target, Optional.of(new Credentials(to.user(), to.password())), SessionOptions.DEFAULT);
    }

    private boolean encrypted(String host, Tls.Mode mode, Optional<Path> authorities) {
      try (Session session =
          connect(database, host, new Tls(mode, authorities.map(Path::toString)))) {
        return encrypted(session);
      }
    }

    private void refused(TestDatabase to, String host, Tls tls, String... words) {
      long begun = System.nanoTime();
      assertThatThrownBy(() -> connect(to, host, tls))
          .isInstanceOfSatisfying(
              SqlFailure.class, e -> assertThat(e.kind()).isEqualTo(SqlFailure.Kind.UNREACHABLE))
          .hasMessageContaining(":" + to.port())
          .hasMessageContainingAll(words)
          .hasMessageNotContaining(to.password());
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(SessionOptions.DEFAULT.connect());
    }

    private static Tls verified(Path authorities) {
      return new Tls(Tls.Mode.VERIFY_FULL, Optional.of(authorities.toString()));
    }

    @Test
    void theRightAuthorityAndNameAreTakenAndEverythingElseIsRefused() {
      assertThat(encrypted("localhost", Tls.Mode.VERIFY_FULL, Optional.of(authority.authority())))
          .isTrue();
      refused(database, "127.0.0.1", verified(authority.authority()), "certificate");
      refused(database, "localhost", verified(foreign.authority()), "certificate");
      Tls machines = new Tls(Tls.Mode.VERIFY_FULL, Optional.empty());
      refused(database, "localhost", machines, "certificate");
    }

    @Test
    void itIsEncryptedWhereItIsAskedFor() {
      assertThat(encrypted("127.0.0.1", Tls.Mode.REQUIRE, Optional.empty())).isTrue();
      assertThat(encrypted("127.0.0.1", Tls.Mode.PREFER, Optional.empty())).isTrue();
      assertThat(encrypted("127.0.0.1", Tls.Mode.DISABLE, Optional.empty())).isFalse();
      assertThat(encrypted("127.0.0.1", Tls.Mode.REQUIRE, Optional.empty())).isTrue();
    }

    @Test
    void aServerThatCannotIsRefusedAlsoWhenItIsKnownToBePlain() {
      TestDatabase clear = plain.createDatabase();
      for (int i = 0; i < 2; i++) {
        refused(clear, clear.host(), new Tls(Tls.Mode.REQUIRE, Optional.empty()), "encrypt");
        refused(clear, "localhost", verified(authority.authority()), "encrypt");
        try (Session session = connect(clear, clear.host(), Tls.PREFERRED)) {
          assertThat(encrypted(session)).isFalse();
        }
      }
    }

    @Test
    void authoritiesThatCannotBeReadAreTold() throws IOException {
      Path garbage = Files.writeString(directory.resolve("garbage.pem"), "hunter2");
      Path empty = Files.writeString(directory.resolve("empty.pem"), "");
      for (Path file : new Path[] {garbage, empty, directory.resolve("nothing.pem")}) {
        assertThatThrownBy(() -> connect(database, "localhost", verified(file)))
            .isInstanceOfSatisfying(
                DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
            .hasMessageContainingAll(file.toString(), "tlsCa")
            .hasMessageNotContaining("hunter2");
      }
    }
  }
}
