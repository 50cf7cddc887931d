package eu.dihya.change.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tls;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetDsnTest {
  private static final Optional<Credentials> DORA =
      Optional.of(new Credentials("dora", "s3/cret @"));

  private static Target target(Engine engine, Optional<String> schema, Optional<Tls> tls) {
    return new Target(engine, "db1", 5432, "acme", schema, Optional.empty(), false, tls);
  }

  private static Optional<Tls> tls(Tls.Mode mode, String... authorities) {
    return Optional.of(
        new Tls(mode, Optional.of(authorities).filter(all -> all.length > 0).map(all -> all[0])));
  }

  private static String dsn(Target target, Optional<Credentials> credentials) {
    return TargetDsn.of(target, target.host(), credentials);
  }

  @Test
  void theAddressThatWasCheckedStandsForTheName() {
    Target target = target(Engine.POSTGRESQL, Optional.empty(), Optional.empty());
    assertThat(TargetDsn.of(target, "10.0.0.7", DORA)).endsWith("@10.0.0.7:5432/acme");
    assertThat(TargetDsn.of(target, "fd00:0:0:0:0:0:0:7", DORA))
        .endsWith("@[fd00:0:0:0:0:0:0:7]:5432/acme");
  }

  @Test
  void whatWasSaidAboutEncryptionHoldsForProgramsToo() {
    String address = "postgresql://dora:s3%2Fcret%20%40@db1:5432/acme";
    assertThat(dsn(target(Engine.POSTGRESQL, Optional.empty(), Optional.empty()), DORA))
        .isEqualTo(address);
    assertThat(dsn(target(Engine.POSTGRESQL, Optional.empty(), tls(Tls.Mode.REQUIRE)), DORA))
        .isEqualTo(address + "?sslmode=require");
    assertThat(
            dsn(
                target(
                    Engine.POSTGRESQL,
                    Optional.of("s"),
                    tls(Tls.Mode.VERIFY_FULL, "/etc/our ca.pem")),
                DORA))
        .isEqualTo(
            address
                + "?options=-csearch_path%3D%22s%22&sslmode=verify-full&sslrootcert=%2Fetc%2Four%20ca.pem");
    assertThat(dsn(target(Engine.POSTGRESQL, Optional.empty(), tls(Tls.Mode.VERIFY_FULL)), DORA))
        .endsWith("?sslmode=verify-full&sslrootcert=system");
  }

  @Test
  void whereAProgramCannotBeToldItIsNotRun() {
    for (Engine engine : new Engine[] {Engine.MYSQL, Engine.MARIADB}) {
      assertThatThrownBy(
              () -> dsn(target(engine, Optional.empty(), tls(Tls.Mode.VERIFY_FULL)), DORA))
          .isInstanceOf(DihyaException.class)
          .hasMessageContaining("write this migration in SQL")
          .message()
          .doesNotContain("s3");
      assertThat(dsn(target(engine, Optional.empty(), Optional.empty()), DORA))
          .endsWith("@db1:5432/acme");
    }
  }
}
