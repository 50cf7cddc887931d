package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("server.log");
  }

  @Test
  void theFirstErrorOfThisRunAndWhatStandsBehindItAreTheReason() throws IOException {
    write("0 [ERROR] of an earlier run\n");
    ServerLog log = ServerLog.of(path);
    write("0 [Note] InnoDB: Starting\nFATAL:  no\nDETAIL:  why\nHINT:  way out\n");
    assertThat(log.reason()).isEqualTo("FATAL:  no | DETAIL:  why | HINT:  way out");
  }

  @Test
  void theFirstErrorsAreKeptWhenThereAreMany() throws IOException {
    ServerLog log = ServerLog.of(path);
    write("FATAL:  cause\n" + "FATAL:  consequence\n".repeat(50));
    assertThat(log.reason()).startsWith("FATAL:  cause | FATAL:  consequence").hasLineCount(1);
    assertThat(log.reason().split(" \\| ")).hasSize(10);
  }

  @Test
  void withoutAnErrorItIsTheEnd() throws IOException {
    ServerLog log = ServerLog.of(path);
    write("one\n\ntwo\n");
    assertThat(log.reason()).isEqualTo("one | two");
  }

  @Test
  void silenceIsSaid() throws IOException {
    write("earlier\n");
    assertThat(ServerLog.of(path).reason()).isEqualTo("it wrote nothing to " + path);
  }

  @Test
  void aLogThatIsGoneIsSaid() throws IOException {
    assertThat(ServerLog.of(path).reason()).startsWith("and its log cannot be read (");
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
