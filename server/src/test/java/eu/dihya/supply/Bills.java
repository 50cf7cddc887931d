package eu.dihya.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;

/** The bills of materials that are in the packed program. */
final class Bills {
  private static final Path JAR = Path.of(System.getProperty("dihya.jar", "target/dihya.jar"));

  private Bills() {}

  static List<Component> components(String entry) throws IOException {
    List<Component> components = Component.in(new ObjectMapper().readTree(text(entry)));
    assertThat(components).as(entry).hasSizeGreaterThan(30);
    return components;
  }

  static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile());
        InputStream in =
            jar.getInputStream(
                Objects.requireNonNull(
                    jar.getEntry(entry),
                    () -> entry + " is not in " + JAR + "; offline (-o), Maven writes no bill"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
