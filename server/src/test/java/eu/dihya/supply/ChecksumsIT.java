package eu.dihya.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Java libraries in the jar are the very files that were there when they were taken in. */
class ChecksumsIT {
  private static final Path PINNED = Path.of("../build/checksums.sha256");

  @Test
  void everyLibraryHasTheChecksumThatIsPinned() throws IOException {
    List<Component> libraries =
        Bills.components("META-INF/sbom/dihya-server.cdx.json").stream()
            .filter(library -> !library.name().startsWith("eu.dihya:"))
            .toList();
    assertThat(libraries).allSatisfy(library -> assertThat(library.sha256()).hasSize(64));
    String packed =
        libraries.stream().map(ChecksumsIT::line).sorted().collect(Collectors.joining());
    assertThat(Files.readString(PINNED))
        .as("when this change is meant, build/checksums.sha256 is\n" + packed)
        .isEqualTo(packed);
  }

  private static String line(Component library) {
    return library.purl().replaceFirst("^pkg:maven/(.*)[?].*", "$1")
        + " "
        + library.sha256()
        + "\n";
  }
}
