package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.archive.ArchiveEntry;
import eu.dihya.archive.ArchiveTree;
import eu.dihya.archive.CarFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
  private static final Plants PLANTS = new Plants(7);
  private static final String PASSWORD = PLANTS.password("password");
  private static final String FRENCH = PLANTS.french("french");
  private static final String ARABIC = PLANTS.arabic("arabic");
  private static final String AMAZIGH = PLANTS.amazigh("amazigh");
  private static final List<String> VALUES = List.of(PASSWORD, FRENCH, ARABIC, AMAZIGH);
  private static final String[] NAMES = {"password", "french", "arabic", "amazigh"};
  private static final Traces TRACES = new Traces(PLANTS.all());

  @TempDir private Path directory;

  @Test
  void findsWhatStandsThereAndNothingElse() {
    assertThat(TRACES.in("before " + ARABIC + " after")).containsExactly("arabic");
    assertThat(TRACES.in("before " + ARABIC.substring(1) + " after")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void findsItInBase64WhereverItBegins(int before) {
    for (String value : VALUES) {
      byte[] text = ("x".repeat(before) + value + "yz").getBytes(StandardCharsets.UTF_8);
      assertThat(TRACES.in(Base64.getEncoder().encodeToString(text))).hasSize(1);
      assertThat(TRACES.in(Base64.getUrlEncoder().withoutPadding().encodeToString(text)))
          .hasSize(1);
    }
  }

  @Test
  void findsItEscaped() {
    String all = String.join("|", VALUES);
    assertThat(TRACES.in("100 % of " + URLEncoder.encode(all, StandardCharsets.UTF_8)))
        .containsExactlyInAnyOrder(NAMES);
    String json = all.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    assertThat(TRACES.in(json)).containsExactlyInAnyOrder(NAMES);
    assertThat(TRACES.in(all.replaceAll("([+=.])", "\\\\$1"))).containsExactlyInAnyOrder(NAMES);
  }

  @Test
  void findsItInWhatIsPacked() throws IOException {
    byte[] all = String.join("|", VALUES).getBytes(StandardCharsets.UTF_8);
    byte[] inZip = zipped(gzipped(all));
    assertThat(TRACES.in(inZip)).containsExactlyInAnyOrder(NAMES);
    assertThat(TRACES.in("cell " + Base64.getEncoder().encodeToString(gzipped(all)) + ","))
        .containsExactlyInAnyOrder(NAMES);
    Path packed = Files.write(directory.resolve("packed"), inZip);
    Path car = directory.resolve("it.car");
    CarFile.write(ArchiveTree.of(List.of(ArchiveEntry.file("deep/packed", packed))), car);
    assertThat(TRACES.in(Files.readAllBytes(car))).containsExactlyInAnyOrder(NAMES);
  }

  private interface Wrapping {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] gzipped(byte[] content) throws IOException {
    return written(GZIPOutputStream::new, content);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    return written(
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.putNextEntry(new ZipEntry("entry"));
          return zip;
        },
        content);
  }

  private static byte[] written(Wrapping wrapping, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = wrapping.around(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
