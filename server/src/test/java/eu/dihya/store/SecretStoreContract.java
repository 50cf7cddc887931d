package eu.dihya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.SealedSecret;
import eu.dihya.security.SecretStore.Kept;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class SecretStoreContract {
  private static final Instant THEN = Instant.parse("2026-01-31T10:00:00Z");

  private TestStore place;
  private ControlStore control;
  private JdbiSecretStore secrets;

  /** A store that nobody has used. */
  abstract TestStore place();

  @BeforeEach
  void make() {
    place = place();
    open();
  }

  private void open() {
    control = place.open();
    secrets = new JdbiSecretStore(control);
  }

  @AfterEach
  void close() {
    control.close();
  }

  private static Kept kept(String name, int version) {
    return new Kept(
        new SealedSecret(name, version, "k1", "wrapped" + version, "value" + version),
        THEN,
        "p1",
        THEN.plusSeconds(version),
        "p" + version);
  }

  private List<String> audited() {
    return new JdbiAuditLog(control)
        .newest(TenantScope.everything(), 10).stream().map(AuditEntry::action).toList();
  }

  @Test
  void aSecretIsKeptAcrossProcessesWithItsAudit() {
    secrets.put(kept("b", 1), Samples.entry("secret.set"));
    secrets.put(kept("a", 1), Samples.entry("secret.set"));
    secrets.put(kept("a", 2), Samples.entry("secret.set"));
    close();
    open();
    assertThat(secrets.all()).containsExactly(kept("a", 2), kept("b", 1));
    assertThat(secrets.find("a")).contains(kept("a", 2));
    assertThat(secrets.find("A")).isEmpty();
    secrets.remove("a", Samples.entry("secret.remove"));
    secrets.remove("a", Samples.entry("secret.remove"));
    assertThat(secrets.find("a")).isEmpty();
    assertThat(audited())
        .containsExactly("secret.remove", "secret.set", "secret.set", "secret.set");
  }

  @Test
  void ofTwoWhoSetItAtOnceOneIsTold() {
    secrets.put(kept("a", 1), Samples.entry("secret.set"));
    for (Kept late : List.of(kept("a", 1), kept("a", 3))) {
      assertThatThrownBy(() -> secrets.put(late, Samples.entry("secret.set")))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }
    assertThat(secrets.all()).containsExactly(kept("a", 1));
    assertThat(audited()).hasSize(1);
  }

  @Test
  void keysAreWrappedAnewAllOrNone() {
    secrets.put(kept("a", 1), Samples.entry("secret.set"));
    secrets.put(kept("b", 1), Samples.entry("secret.set"));
    assertThatThrownBy(
            () ->
                secrets.wrapAnew(
                    secret -> {
                      if (secret.name().equals("b")) {
                        throw new DihyaException(ErrorCode.CONFIGURATION, "lost");
                      }
                      return anew(secret);
                    },
                    count -> Samples.entry("secret.rotate")))
        .hasMessage("lost");
    assertThat(secrets.all()).containsExactly(kept("a", 1), kept("b", 1));
    assertThat(secrets.wrapAnew(SecretStoreContract::anew, count -> Samples.entry("r" + count)))
        .isEqualTo(2);
    assertThat(secrets.all())
        .containsExactly(
            kept("a", 1).wrapped(anew(kept("a", 1).secret())),
            kept("b", 1).wrapped(anew(kept("b", 1).secret())));
    assertThat(secrets.wrapAnew(secret -> secret, count -> Samples.entry("never"))).isZero();
    assertThat(audited()).containsExactly("r2", "secret.set", "secret.set");
  }

  private static SealedSecret anew(SealedSecret secret) {
    return new SealedSecret(secret.name(), secret.version(), "k2", "anew", secret.value());
  }
}
