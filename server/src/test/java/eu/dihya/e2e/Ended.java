package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How the program ended. */
record Ended(List<String> command, int exitCode, String out, String err) {

  Ended exits(int expected) {
    assertThat(exitCode).as(this::toString).isEqualTo(expected);
    return this;
  }

  Ended says(String... texts) {
    assertThat(err).as(this::toString).contains(texts);
    return this;
  }

  Ended prints(String... texts) {
    assertThat(out).as(this::toString).contains(texts);
    return this;
  }

  /** What a person may be shown of a mistake: words, and nothing of our inside. */
  Ended speaksPlainly() {
    assertThat(out + err)
        .as(this::toString)
        .doesNotContain("\tat ", "eu.dihya", "java.", "io.vertx", "This is a fault of Dihya")
        .doesNotContainPattern("\\b[A-Z][A-Za-z]+(Exception|Error)\\b");
    return this;
  }

  @Override
  public String toString() {
    return String.join(" ", command)
        + " -> "
        + exitCode
        + "\n--- out\n"
        + out
        + "--- err\n"
        + err
        + "---";
  }
}
