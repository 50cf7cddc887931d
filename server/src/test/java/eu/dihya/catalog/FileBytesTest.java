package eu.dihya.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.sql.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileBytesTest {
  private static final String FILE = "20250522_1200_x.sql";
  private static final byte[] START = "-- migrate:up\nSELECT 'é".getBytes(StandardCharsets.UTF_8);

  private static final byte[] MARK = HexFormat.of().parseHex("efbbbf");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "00,a NUL byte",
    "ff,not valid UTF-8",
    "c080,not valid UTF-8",
    "80,not valid UTF-8",
    "e0808a,not valid UTF-8",
    "eda080,not valid UTF-8",
    "f0808080,not valid UTF-8",
    "f4908080,not valid UTF-8",
    "f5,not valid UTF-8",
    "c3,not valid UTF-8",
    "e282,not valid UTF-8"
  })
  void badBytesAreRefusedWithTheirPlace(String hex, String message) throws IOException {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] all = join(join(START, bad), "';\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(new Workspace(temp).with(FILE, all)::load)
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("migrations/" + FILE + ":2:1")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(((DihyaException) e).problems()).hasSize(1));
  }

  @Test
  void aCharacterCutByTheEndIsRefused() throws IOException {
    byte[] all = join(START, HexFormat.of().parseHex("f09f"));
    assertThatThrownBy(new Workspace(temp).with(FILE, all)::load)
        .hasMessageContaining("in the middle of a UTF-8 character");
  }

  @ParameterizedTest
  @CsvSource({
    "20250522_1200_x.sql,-- Purpose: why~-- migrate:up~SELECT 1;~SELECT 'é' x;,3",
    "20250522120000_x.sql,-- migrate:up~SELECT 1;~SELECT 'é' x;,2",
    "00001_x.sql,-- +goose Up~SELECT 1;~SELECT 'é' x;,2",
    "V1__x.sql,SELECT 1;~SELECT 'é' x;,1",
    "1_x.up.sql,SELECT 1;~SELECT 'é' x;,1"
  })
  void aByteOrderMarkIsSkipped(String file, String text, int line) throws IOException {
    for (String end : List.of("\n", "\r\n")) {
      byte[] marked = join(MARK, text.replace("~", end).getBytes(StandardCharsets.UTF_8));
      Catalog catalog = new Workspace(temp).with(file, marked).load();
      MigrationFile loaded = catalog.migrations().getFirst().variants().getFirst();
      try (SectionReader up = catalog.asWritten(loaded.up(), Engine.SQLITE)) {
        Statement first = up.next();
        assertThat(first.text()).isEqualTo("SELECT 1");
        assertThat(List.of(first.line(), first.column())).containsExactly(line, 1);
        assertThat(up.next().text()).isEqualTo("SELECT 'é' x");
        assertThat(up.hasNext()).isFalse();
      }
    }
  }

  @Test
  void placesInAMarkedFileAreThoseAnEditorShows() throws IOException {
    byte[] all = join(MARK, "-- migrate:up\nSELECT 'open".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(new Workspace(temp).with(FILE, all)::load)
        .hasMessageContaining(FILE + ":2:8");
    byte[] first = join(MARK, "SELECT 'open".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(new Workspace(temp.resolve("b")).with("V1__x.sql", first)::load)
        .hasMessageContaining("V1__x.sql:1:8");
    byte[] nul = join(MARK, new byte[] {' ', 0});
    assertThatThrownBy(new Workspace(temp.resolve("c")).with("V1__x.sql", nul)::load)
        .hasMessageContaining("V1__x.sql:1:2");
  }

  @Test
  void utf16IsRefused() throws IOException {
    byte[] all = "-- migrate:up\n".getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(new Workspace(temp).with(FILE, all)::load)
        .hasMessageContaining(FILE + ":1:1: not valid UTF-8");
  }

  @Test
  void theCheckAgreesWithTheDecoderOfJava() {
    Random random = new Random(20250522);
    int good = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(4)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte)
                (i == 0
                    ? 0xC0 | bytes[i]
                    : random.nextInt(8) == 0 ? bytes[i] : 0x80 | bytes[i] & 0x3F);
      }
      boolean valid = isValid(bytes);
      good += valid ? 1 : 0;
      assertThat(accepts(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(valid);
    }
    assertThat(good).isGreaterThan(1000);
  }

  @Test
  void lineEndsLongLinesAndMarkersAreCountedRight() throws IOException {
    String longLine = "-- " + "x".repeat(1 << 20);
    String sql =
        "-- migrate:up\r\nSELECT 1;\r\n"
            + longLine
            + "\nSELECT 2;\n\n-- migrate:down\nSELECT 'é', 3";
    Catalog catalog = new Workspace(temp).with(FILE, sql).load();
    MigrationFile file = catalog.migrations().getFirst().variants().getFirst();
    assertThat(file.down().orElseThrow().line()).isEqualTo(7);
    try (SectionReader up = catalog.asWritten(file.up(), Engine.SQLITE)) {
      assertThat(up.next().line()).isEqualTo(2);
      assertThat(up.next().line()).isEqualTo(4);
      assertThat(up.hasNext()).isFalse();
    }
    try (SectionReader down = catalog.open(file.down().orElseThrow(), Engine.SQLITE, Map.of())) {
      assertThat(down.next().text()).isEqualTo("SELECT 'é', 3");
    }
  }

  private static boolean accepts(byte[] bytes) {
    Utf8Check check = new Utf8Check();
    for (byte b : bytes) {
      if (!check.accept(b)) {
        return false;
      }
    }
    return check.complete();
  }

  private static boolean isValid(byte[] bytes) {
    return Arrays.equals(
        new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
