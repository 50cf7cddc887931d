package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.dihya.testing.ServerBinaries;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

class KilledDemoIT {
  @TempDir Path directory;

  @Test
  void aKilledDemoTakesItsServersWithIt() throws Exception {
    assumeTrue(Programs.present("setpriv"), "setpriv (util-linux) tells the server of our death");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "-Dbasedir=" + System.getProperty("basedir", "."),
                ServerHolder.class.getName(),
                ServerBinaries.postgresql().toString(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle server;
    try {
      server = ProcessHandle.of(firstNumber(demo)).orElseThrow();
      assertThat(server.isAlive()).isTrue();
    } finally {
      demo.destroyForcibly().waitFor();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
    assertThat(directory.resolve("data").resolve("postmaster.pid")).doesNotExist();
  }

  private static long firstNumber(Process process) throws IOException {
    try (var reader = process.inputReader()) {
      String line = reader.readLine();
      assertThat(line).isNotNull();
      return Long.parseLong(line);
    }
  }

  /** From the classes themselves: a test runner may keep the class path to itself. */
  private static String classPath() throws URISyntaxException {
    List<String> places = new ArrayList<>();
    for (Class<?> one : List.of(PostgresServer.class, ServerHolder.class, XZInputStream.class)) {
      places.add(
          Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, places);
  }
}
