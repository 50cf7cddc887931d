package eu.dihya.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What runs a migration that is a program; the end of its file's name says which. */
public enum Interpreter {
  SHELL(".sh", "sh"),
  PYTHON(".py", "python3");

  private final String suffix;
  private final String command;

  Interpreter(String suffix, String command) {
    this.suffix = suffix;
    this.command = command;
  }

  /** Which runs the file of this name, in whatever case; empty for a file of SQL. */
  public static Optional<Interpreter> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> name.endsWith(each.suffix)).findFirst();
  }

  /** Its name on the PATH. */
  public String command() {
    return command;
  }

  /** The end of a file's name, with its dot. */
  String suffix() {
    return suffix;
  }
}
