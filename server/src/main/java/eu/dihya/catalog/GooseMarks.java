package eu.dihya.catalog;

import eu.dihya.base.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code -- +goose Up}, {@code Down}, {@code StatementBegin}, {@code StatementEnd} and {@code NO
 * TRANSACTION}.
 */
final class GooseMarks implements MarkReader {
  static final String PREFIX = "+goose";

  private static final List<String> KNOWN =
      List.of("Up", "Down", "StatementBegin", "StatementEnd", "NO TRANSACTION");

  @Override
  public Optional<Mark> read(String comment) {
    if (!comment.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String command = comment.substring(PREFIX.length()).strip();
    return Optional.of(
        switch (command.toLowerCase(Locale.ROOT)) {
          case "up" -> new Mark.Opens(Mark.Part.UP, true);
          case "down" -> new Mark.Opens(Mark.Part.DOWN, true);
          case "statementbegin" -> new Mark.StatementBegins();
          case "statementend" -> new Mark.StatementEnds();
          case "no transaction" -> new Mark.NoTransaction();
          default -> wrong(command);
        });
  }

  private static Mark wrong(String command) {
    if (command.toUpperCase(Locale.ROOT).startsWith("ENVSUB")) {
      return new Mark.Wrong(
          "'+goose ENVSUB' is not supported; use a placeholder such as ${placeholders.name}"
              + " instead");
    }
    return new Mark.Wrong(
        "unknown annotation '+goose "
            + command
            + "'"
            + Suggestions.hint(command, KNOWN)
            + "; there are "
            + String.join(", ", KNOWN));
  }
}
