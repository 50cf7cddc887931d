package eu.dihya.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidTest {
  private static final String EMPTY_FILE =
      "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
  private static final String EMPTY_DIRECTORY =
      "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";

  @Test
  void givesTheWellKnownAddresses() {
    assertThat(Cid.of(Cid.Codec.RAW, new byte[0])).hasToString(EMPTY_FILE);
    Cid directory = ArchiveTrees.cid(ArchiveTree.of(java.util.List.of()));
    assertThat(directory).hasToString(EMPTY_DIRECTORY);
    assertThat(directory.codec()).isEqualTo(Cid.Codec.DAG_PB);
  }

  @Test
  void readsBackWhatItWrites() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] block = new byte[random.nextInt(100)];
      random.nextBytes(block);
      Cid cid = Cid.of(random.nextBoolean() ? Cid.Codec.RAW : Cid.Codec.DAG_PB, block);
      assertThat(Cid.parse(cid.toString())).isEqualTo(cid).hasSameHashCodeAs(cid);
      assertThat(cid.addresses(block)).isTrue();
      assertThat(Json.read(Json.write(cid), Cid.class)).isEqualTo(cid);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn, version 0",
    "'', begin with b",
    "zdj7Wd, begin with b",
    "BAFKREIHDWDCEFGH4DQKJV67UZCMW7OJEE6XEDZDETOJUZJEVTENXQUVYKU, begin with b",
    "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyk, cut off",
    "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvykw, too many",
    "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvy0u, not base32",
    "bafyreidykglsfhoixmivffc5uwhcgshx4j465xwqntbmu43nb2dzqwfvae, codec 0x71",
    "bafkr4iaaa, cut off"
  })
  void saysWhatIsWrong(String text, String why) {
    assertThatThrownBy(() -> Cid.parse(text))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesAnotherHash() {
    byte[] bytes = Cid.parse(EMPTY_FILE).bytes();
    bytes[2] = 0x1b;
    assertThatThrownBy(() -> Cid.parse("b" + Base32.encode(bytes)))
        .hasMessageContaining("sha2-256");
  }
}
