package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the placeholders of a text with what stands around each, and copies the rest. */
final class PlaceholderWalk {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,250})(?::([A-Za-z0-9_.-]{0,250}))?}");

  private final SqlDialect dialect;
  private final BiConsumer<Found, StringBuilder> insert;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param insert appends the value of what was found
   */
  PlaceholderWalk(SqlDialect dialect, BiConsumer<Found, StringBuilder> insert) {
    this.dialect = dialect;
    this.insert = insert;
  }

  /** A placeholder as written. */
  record Found(
      String written,
      String name,
      String form,
      SourcePosition position,
      Surroundings surroundings) {}

  /** The text with what {@code insert} has appended. */
  String walk(String sql, SourcePosition start) {
    code(tokens(sql, start), List.of(), start.file());
    return out.toString();
  }

  private List<Token> tokens(String sql, SourcePosition start) {
    List<Token> tokens = new ArrayList<>();
    Lexer.of(sql, dialect, start).forEachRemaining(tokens::add);
    return tokens;
  }

  private void code(List<Token> tokens, List<String> tags, String file) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      SourcePosition at = new SourcePosition(file, token.line(), token.column());
      if (token.kind() == TokenKind.PLACEHOLDER) {
        copy(token.text(), at, Surroundings.between(tokens, i, tags));
      } else if (token.kind() == TokenKind.COMMENT || !token.text().contains("${")) {
        out.append(token.text());
      } else if (token.kind() == TokenKind.EXECUTABLE_COMMENT) {
        executable(token.text(), at, tags);
      } else if (token.kind() == TokenKind.STRING && token.text().startsWith("$")) {
        dollarQuoted(token.text(), at, tags);
      } else {
        copy(token.text(), at, Surroundings.insideQuote());
      }
    }
  }

  private void executable(String comment, SourcePosition at, List<String> tags) {
    int start = ExecutableComment.contentStart(comment);
    out.append(comment, 0, start);
    code(tokens(ExecutableComment.content(comment), after(comment, start, at)), tags, at.file());
    out.append("*/");
  }

  private void dollarQuoted(String text, SourcePosition at, List<String> outer) {
    String tag = text.substring(0, text.indexOf('$', 1) + 1);
    String body = text.substring(tag.length(), text.length() - tag.length());
    List<String> tags = new ArrayList<>(outer);
    tags.add(tag);
    SourcePosition start = after(text, tag.length(), at);
    out.append(tag);
    List<Token> inside = tokensOfBody(body, start);
    if (inside.isEmpty()) {
      copy(body, start, Surroundings.insideQuote());
    } else {
      code(inside, tags, at.file());
    }
    out.append(tag);
  }

  /**
   * None when the body is in another language, in which there is no telling where its strings are.
   */
  private List<Token> tokensOfBody(String body, SourcePosition start) {
    try {
      return tokens(body, start);
    } catch (SqlSyntaxException e) {
      return List.of();
    }
  }

  private void copy(String text, SourcePosition at, Surroundings surroundings) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    int copied = 0;
    while (matcher.find()) {
      out.append(text, copied, matcher.start());
      String form = matcher.group(2);
      insert.accept(
          new Found(
              matcher.group(),
              matcher.group(1),
              form == null ? "" : form,
              after(text, matcher.start(), at),
              surroundings),
          out);
      copied = matcher.end();
    }
    out.append(text, copied, text.length());
  }

  private static SourcePosition after(String text, int length, SourcePosition start) {
    int lastLineEnd = text.lastIndexOf('\n', length - 1);
    if (length == 0 || lastLineEnd < 0) {
      return new SourcePosition(
          start.file(), start.line(), start.column() + text.codePointCount(0, length));
    }
    int lines = (int) text.substring(0, length).chars().filter(c -> c == '\n').count();
    return new SourcePosition(
        start.file(), start.line() + lines, 1 + text.codePointCount(lastLineEnd + 1, length));
  }
}
