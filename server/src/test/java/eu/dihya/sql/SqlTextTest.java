package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTextTest {
  private static String read(InputStream bytes) throws IOException {
    StringWriter text = new StringWriter();
    try (Reader reader = SqlText.of(bytes, "a.sql")) {
      assertThat(reader.read(new char[0])).isZero();
      reader.transferTo(text);
    }
    return text.toString();
  }

  private static InputStream bytes(String latin1) {
    return new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void decodesWhereverTheBytesAreCut() throws IOException {
    String text = "é😀\r\n日本".repeat(20_000);
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    InputStream drops =
        new SequenceInputStream(
            Collections.enumeration(
                IntStream.range(0, 1000)
                    .mapToObj(i -> (InputStream) new ByteArrayInputStream(encoded, i, 1))
                    .toList()));
    InputStream rest = new ByteArrayInputStream(encoded, 1000, encoded.length - 1000);
    assertThat(read(new SequenceInputStream(drops, rest))).isEqualTo(text);
  }

  @Test
  void dropsOneByteOrderMark() throws IOException {
    assertThat(read(bytes("\u00ef\u00bb\u00bfSELECT 1"))).isEqualTo("SELECT 1");
    assertThat(read(bytes("\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf"))).isEqualTo("\ufeff");
    assertThat(read(bytes(""))).isEmpty();
  }

  @Test
  void saysWhereABytesIsWrong() {
    assertThatThrownBy(() -> read(bytes("SELECT\r\n '\u00c3\u00a9\u00e9'")))
        .isInstanceOf(DihyaException.class)
        .hasMessageStartingWith("a.sql:2:4: byte 0xE9")
        .satisfies(e -> assertThat(((DihyaException) e).code()).isEqualTo(ErrorCode.CATALOG));
    assertThatThrownBy(() -> read(bytes("a\u00f0\u009f")))
        .hasMessageStartingWith("a.sql:1:2: byte 0xF0");
    assertThatThrownBy(() -> read(bytes("\u00ff\u00feS\0")))
        .hasMessageContaining("1:1: the file is UTF-16");
    assertThatThrownBy(() -> read(bytes("a\nb\0")))
        .hasMessageStartingWith("a.sql:2:2: a NUL character");
  }

  @Test
  void opensFiles(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.sql"), "SELECT 1;\r\nSELECT 2");
    try (StatementSplitter splitter =
        StatementSplitter.of(
            SqlText.open(file, "x.sql"), SqlDialect.SQLITE, SourcePosition.of("x.sql"))) {
      assertThat(splitter.next().text()).isEqualTo("SELECT 1");
      assertThat(splitter.next().position("x.sql")).hasToString("x.sql:2:1");
    }
    assertThatThrownBy(() -> SqlText.open(folder.resolve("y.sql"), "y.sql"))
        .isInstanceOf(DihyaException.class)
        .hasMessageStartingWith("y.sql: cannot be opened");
  }
}
