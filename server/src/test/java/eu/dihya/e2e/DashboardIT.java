package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import eu.dihya.testing.ServerBinaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed program and the dashboard that is in it, driven in a real browser by {@code
 * web-ui/test/real}.
 */
class DashboardIT {
  private static final Path MODULE =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();

  @TempDir Path archives;

  @Test
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void worksInABrowserAgainstTheRealProgram() throws Exception {
    Path jar = MODULE.resolve("target/dihya.jar");
    assertThat(jar).as("the packed program; 'mvn package' makes it").isRegularFile();
    link(ServerBinaries.postgresql());
    link(ServerBinaries.mariadb());
    Path repository = MODULE.resolveSibling("web-ui").getParent();
    ProcessBuilder tests = new ProcessBuilder("npm", "run", "--silent", "test:real");
    tests.directory(repository.resolve("web-ui").toFile());
    tests.environment().put("DIHYA_COMMAND", command(jar));
    tests.environment().put("DIHYA_CACHE", archives.toString());
    tests.environment().put("DIHYA_HOME", repository.toString());
    tests.environment().put("DIHYA_TESTS_FULL", System.getProperty("dihya.tests.full", "false"));
    Process process = tests.redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private static String command(Path jar) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ObjectMapper()
        .writeValueAsString(
            List.of(java, "--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
  }

  /** The program looks for the archives by name in one directory. */
  private void link(Path archive) throws IOException {
    Files.createSymbolicLink(archives.resolve(archive.getFileName()), archive);
  }
}
