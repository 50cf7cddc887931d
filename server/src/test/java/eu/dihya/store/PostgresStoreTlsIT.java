package eu.dihya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.demo.EmbeddedServer;
import eu.dihya.demo.TlsServers;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.testing.TestAuthority;
import eu.dihya.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The store's server has to prove who it is where that is asked for. */
@EnabledIfSystemProperty(named = "dihya.tests.full", matches = "true")
class PostgresStoreTlsIT {
  @TempDir Path directory;

  private PostgresPlace place(TestDatabase database, String host, String parameters) {
    String address =
        "postgresql://%s:%d/%s?%s"
            .formatted(host, database.port(), database.database(), parameters);
    return new PostgresPlace(
        Target.parse(address, Optional.empty(), directory),
        new Credentials(database.user(), database.password()),
        "a test");
  }

  private static boolean encrypted(PostgresPlace place) {
    try (ControlStore store = ControlStore.open(place)) {
      return store.call(
          handle ->
              handle
                  .createQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                  .mapTo(Boolean.class)
                  .one());
    }
  }

  @Test
  void verifyFullTakesTheRightServerAlone() throws Exception {
    TestAuthority authority = TestAuthority.in(directory);
    TestAuthority.in(Files.createDirectory(directory.resolve("foreign")));
    try (EmbeddedServer server =
        TlsServers.postgresql(directory.resolve("postgresql"), authority)) {
      TestDatabase database = PostgresStores.database(TlsServers.known(server));
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> encrypted(place(database, "localhost", "tls=require")));
      assertThat(encrypted(place(database, "localhost", "tls=verify-full&tlsCa=ca.pem"))).isTrue();
      assertThat(encrypted(place(database, "localhost", "tls=disable"))).isFalse();
      for (PostgresPlace wrong :
          List.of(
              place(database, "localhost", "tls=verify-full"),
              place(database, "localhost", "tls=verify-full&tlsCa=foreign/ca.pem"),
              place(database, "127.0.0.1", "tls=verify-full&tlsCa=ca.pem"))) {
        assertThatThrownBy(() -> ControlStore.open(wrong))
            .isInstanceOf(DihyaException.class)
            .hasMessageContaining("cannot open the control store");
      }
    }
  }
}
