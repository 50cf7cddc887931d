package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts far larger than the heap of the process that splits them. */
class SplitterMemoryIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "128 | MYSQL      | inserts | 1024 | 133699",
        "128 | POSTGRESQL | inserts | 256  | 33424",
        "128 | SQLITE     | inserts | 128  | 16712",
        "128 | POSTGRESQL | copy    | 256  | 6[0-9]",
        "64  | SQLITE     | blanks  | 128  | 1",
        "256 | POSTGRESQL | one     | 60   | 1",
        "256 | POSTGRESQL | one     | 80   | endless.sql:\\d+:\\d+: the statement that ends .*"
            + " larger than 64 MiB.*",
      })
  void needsLittle(int heap, SqlDialect dialect, String kind, int megabytes, String answer)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-cp",
                location(EndlessScript.class)
                    + File.pathSeparator
                    + location(StatementSplitter.class),
                EndlessScript.class.getName(),
                dialect.name(),
                kind,
                Integer.toString(megabytes))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(output.strip()).matches(answer);
  }

  private static Path location(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
