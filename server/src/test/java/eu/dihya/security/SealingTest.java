package eu.dihya.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SealingTest {
  private static final String VALUE = "dora:pass:wörd";
  private final MasterKey master = MasterKey.parse(MasterKey.random());
  private final MasterKeys keys = new MasterKeys(List.of(master));
  private final SealedSecret secret = Sealing.seal("acme", 3, VALUE, master);

  private static SealedSecret with(SealedSecret row, String wrappedKey, String value) {
    return new SealedSecret(row.name(), row.version(), row.keyId(), wrappedKey, value);
  }

  private void refused(SealedSecret row) {
    assertThatThrownBy(() -> Sealing.open(row, keys))
        .isInstanceOf(DihyaException.class)
        .hasMessageContainingAll("'" + row.name() + "'", "cannot be opened")
        .hasMessageNotContaining("pass");
  }

  @Test
  void whatWasSealedIsOpenedAndNothingOfItShows() {
    assertThat(Sealing.open(secret, keys)).isEqualTo(VALUE);
    SealedSecret again = Sealing.seal("acme", 3, VALUE, master);
    assertThat(again.value()).isNotEqualTo(secret.value());
    assertThat(again.wrappedKey()).isNotEqualTo(secret.wrappedKey());
    assertThat(secret.toString()).doesNotContain(secret.value(), secret.wrappedKey());
    assertThat(new String(Base64.getDecoder().decode(secret.value()), ISO_8859_1))
        .doesNotContain("dora", "pass");
  }

  @Test
  void aFlippedBitAnywhereIsFound() {
    flipped(secret.value()).forEach(value -> refused(with(secret, secret.wrappedKey(), value)));
    flipped(secret.wrappedKey()).forEach(key -> refused(with(secret, key, secret.value())));
    for (String broken : List.of("", "AAAA", "no base64!", secret.value().substring(4))) {
      refused(with(secret, secret.wrappedKey(), broken));
      refused(with(secret, broken, secret.value()));
    }
  }

  private static List<String> flipped(String sealed) {
    byte[] bytes = Base64.getDecoder().decode(sealed);
    return IntStream.range(0, bytes.length * 8)
        .mapToObj(
            bit -> {
              byte[] copy = bytes.clone();
              copy[bit / 8] ^= (byte) (1 << (bit % 8));
              return Base64.getEncoder().encodeToString(copy);
            })
        .toList();
  }

  @Test
  void noPartOfARowCanBeTakenForAnothersOrAnOlderOnes() {
    SealedSecret other = Sealing.seal("other", 3, "root:toor", master);
    refused(new SealedSecret("acme", 3, master.id(), other.wrappedKey(), other.value()));
    refused(with(secret, other.wrappedKey(), secret.value()));
    refused(with(secret, secret.wrappedKey(), other.value()));
    refused(new SealedSecret("acme", 4, master.id(), secret.wrappedKey(), secret.value()));
    SealedSecret older = Sealing.seal("acme", 2, "dora:old", master);
    refused(with(secret, older.wrappedKey(), older.value()));
  }

  @Test
  void aKeyThatIsNotKnownIsNamedAndAWrongOneOpensNothing() {
    MasterKey wrong = MasterKey.parse(MasterKey.random());
    MasterKeys others = new MasterKeys(List.of(wrong));
    assertThatThrownBy(() -> Sealing.open(secret, others))
        .hasMessageContainingAll("'acme'", master.id(), wrong.id(), "secrets.oldMasterKeyFiles");
    SealedSecret forged =
        new SealedSecret("acme", 3, wrong.id(), secret.wrappedKey(), secret.value());
    assertThatThrownBy(() -> Sealing.open(forged, others)).hasMessageContaining("cannot be opened");
  }

  @Test
  void aKeyThatIsWrappedAnewOpensWithTheNewMasterAloneAndTheValueStays() {
    MasterKey newer = MasterKey.parse(MasterKey.random());
    SealedSecret anew = Sealing.wrapAnew(secret, new MasterKeys(List.of(newer, master)));
    assertThat(anew.keyId()).isEqualTo(newer.id());
    assertThat(anew.value()).isEqualTo(secret.value());
    assertThat(Sealing.open(anew, new MasterKeys(List.of(newer)))).isEqualTo(VALUE);
    assertThatThrownBy(() -> Sealing.open(anew, keys)).hasMessageContaining(newer.id());
    refused(with(secret, anew.wrappedKey(), anew.value()));
  }
}
