package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.util.Optional;

/** Reads the value of a secret from a person who is not shown it, or from standard input. */
record SecretValue(Console console, Surroundings surroundings) {
  private static final int LARGEST = 64 * 1024;

  /**
   * The value, without the line break at its end.
   *
   * @throws DihyaException USAGE when there is none, or the person typed two different ones
   */
  String read(String name) {
    return surroundings.terminal() ? asked(name) : piped();
  }

  private String asked(String name) {
    String value = ask("Value of " + name + " (user:password, not shown): ");
    if (!ask("The same again: ").equals(value)) {
      throw new DihyaException(ErrorCode.USAGE, "nothing was set: the two are not the same");
    }
    return value;
  }

  private String ask(String question) {
    Optional<String> answer =
        surroundings.hidden().ask(DisplayText.harmless(question)).filter(text -> !text.isEmpty());
    return answer.orElseThrow(SecretValue::none);
  }

  private String piped() {
    console.detail("reading the value from standard input");
    String value = all().replaceFirst("\\R\\z", "");
    if (value.isEmpty()) {
      throw none();
    }
    return value;
  }

  private String all() {
    char[] part = new char[8192];
    StringBuilder text = new StringBuilder();
    try {
      int more = console.in().read(part);
      while (more >= 0) {
        text.append(part, 0, more);
        if (text.length() > LARGEST) {
          throw new DihyaException(
              ErrorCode.USAGE, "nothing was set: standard input is too long for a secret");
        }
        more = console.in().read(part);
      }
      return text.toString();
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.USAGE, "standard input cannot be read: " + e.getMessage(), e);
    }
  }

  private static DihyaException none() {
    return new DihyaException(ErrorCode.USAGE, "nothing was set: the value is empty");
  }
}
