package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DihyaCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsItsVersionToStandardOutput() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("dihya ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void withoutCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: dihya");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownFlagIsWrongUsage() {
    assertThat(run("--wersion")).isEqualTo(2);
    assertThat(err.toString()).contains("--wersion");
  }

  private int run(String... arguments) {
    return DihyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
