package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedSecretsTest {
  private static final Principal DORA =
      new Principal("p1", "Dora", Role.SECURITY, "link", TenantScope.everything());
  private static final Principal EVA =
      new Principal("p2", "Eva", Role.SECURITY, "link", TenantScope.everything());

  private final MemorySecrets store = new MemorySecrets();
  private final MasterKeys keys = new MasterKeys(List.of(MasterKey.parse(MasterKey.random())));
  private final SealedSecrets secrets = over(() -> keys);

  private SealedSecrets over(Supplier<MasterKeys> supplier) {
    return new SealedSecrets(
        store, supplier, other -> new Credentials("other", other.toString()), Clock.systemUTC());
  }

  private static SecretRef sealed(String name) {
    return new SecretRef("sealed", name);
  }

  @Test
  void aSecretIsResolvedAndItsNextVersionAfterwards() {
    store.put(secrets.sealed("acme", "dora:a:b", DORA));
    assertThat(secrets.resolve(sealed("acme"))).isEqualTo(new Credentials("dora", "a:b"));
    SecretStore.Kept second = secrets.sealed("acme", "dora:c", EVA);
    store.put(second);
    assertThat(secrets.resolve(sealed("acme")).password()).isEqualTo("c");
    assertThat(second.secret().version()).isEqualTo(2);
    assertThat(second.createdBy()).isEqualTo("p1");
    assertThat(second.updatedBy()).isEqualTo("p2");
    assertThat(secrets.resolve(new SecretRef("env", "X")).password()).isEqualTo("env:X");
  }

  @Test
  void whatCannotBeOpenedSaysWhichReferenceAndWhy() {
    store.put(secrets.sealed("acme-db", "dora:hunter2", DORA));
    assertThatThrownBy(() -> secrets.resolve(sealed("acme-bd")))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContainingAll("sealed:acme-bd", "did you mean 'acme-db'", "secret set acme-bd");
    SealedSecrets keyless = over(new MasterKeyFiles(Optional.empty(), List.of()));
    assertThatThrownBy(() -> keyless.resolve(sealed("acme-db")))
        .hasMessageContainingAll("sealed:acme-db", "no master key", "new-master-key");
    MasterKeys wrong = new MasterKeys(List.of(MasterKey.parse(MasterKey.random())));
    assertThatThrownBy(() -> over(() -> wrong).resolve(sealed("acme-db")))
        .hasMessageContainingAll("sealed:acme-db", keys.newest().id())
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a\r\nb", "a\n", "../up", "a/b", ".a", "-a", "é", "a\u0000"})
  void aNameThatCannotBeIsRefused(String name) {
    assertThatThrownBy(() -> secrets.sealed(name, "dora:x", DORA))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    assertThatThrownBy(() -> secrets.sealed("a".repeat(64), "dora:x", DORA))
        .hasMessageContaining("63");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hunter2", ":hunter2", "dora:hunter2\n", "dora:hun\r\nter2", "dora:\u0000"})
  void aValueThatIsNoUserAndPasswordIsRefusedWithoutBeingQuoted(String value) {
    assertThatThrownBy(() -> secrets.sealed("acme", value, DORA))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
        .hasMessageContaining("nothing was set")
        .hasMessageNotContaining("hun");
  }

  @Test
  void aValueHasALimitAndIsNotSealedWithoutAKey() {
    assertThatThrownBy(() -> secrets.sealed("acme", "dora:" + "x".repeat(1 << 20), DORA))
        .hasMessageContaining("16 KiB");
    String longest = "dora:" + "x".repeat((1 << 14) - 5);
    store.put(secrets.sealed("acme", longest, DORA));
    assertThat(secrets.resolve(sealed("acme")).password()).hasSize((1 << 14) - 5);
    SealedSecrets keyless = over(new MasterKeyFiles(Optional.empty(), List.of()));
    assertThatThrownBy(() -> keyless.sealed("acme", "dora:x", DORA))
        .hasMessageContaining("no master key is configured");
  }
}
