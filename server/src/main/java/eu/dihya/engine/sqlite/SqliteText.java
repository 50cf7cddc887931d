package eu.dihya.engine.sqlite;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Token;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text of a definition as SQLite stores it: the way its author wrote it, with renames patched
 * in. Reduced to tokens that do not depend on blanks, comments, letter case or the kind of
 * identifier quotes.
 */
final class SqliteText {
  /** Where a statement says what it is; what comes later are rows. */
  private static final int BEGINNING = 4096;

  private SqliteText() {}

  static List<String> tokens(String sql) {
    return significant(sql, Integer.MAX_VALUE).stream().map(SqliteText::canonical).toList();
  }

  static String normal(String sql) {
    return String.join(" ", tokens(sql));
  }

  /**
   * The beginning of a statement as it was written, but with one blank between tokens and without
   * comments.
   */
  static String spaced(String sql) {
    return significant(sql, BEGINNING).stream().map(Token::text).collect(Collectors.joining(" "));
  }

  /**
   * The name without its quotes, in lower case, because SQLite does not tell letter cases apart.
   */
  static String name(String identifier) {
    char first = identifier.charAt(0);
    if ("\"[`'".indexOf(first) < 0) {
      return identifier.toLowerCase(Locale.ROOT);
    }
    String quote = String.valueOf(first);
    String inner = identifier.substring(1, identifier.length() - 1);
    return (first == '[' ? inner : inner.replace(quote + quote, quote)).toLowerCase(Locale.ROOT);
  }

  /**
   * The definitions between the outermost parentheses of a {@code CREATE TABLE}, each as tokens.
   */
  static List<List<String>> elements(List<String> table) {
    var elements = new ArrayList<List<String>>();
    var element = new ArrayList<String>();
    int depth = 0;
    for (String token : table) {
      depth += token.equals(")") ? -1 : 0;
      boolean ends = depth == 0 && token.equals(")") || depth == 1 && token.equals(",");
      if (ends && !element.isEmpty()) {
        elements.add(List.copyOf(element));
        element.clear();
      } else if (depth > 0) {
        element.add(token);
      }
      depth += token.equals("(") ? 1 : 0;
    }
    return elements;
  }

  /** The tokens inside the parentheses that open at the given index. */
  static List<String> group(List<String> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
      if (depth == 0) {
        return tokens.subList(Math.min(open + 1, i), i);
      }
    }
    return List.of();
  }

  private static List<Token> significant(String sql, int most) {
    var tokens = new ArrayList<Token>();
    try (Lexer lexer =
        Lexer.of(new StringReader(sql), SqlDialect.SQLITE, SourcePosition.of("a statement"))) {
      while (lexer.hasNext() && tokens.size() < most) {
        Token token = lexer.next();
        if (!token.kind().isIgnorable()) {
          tokens.add(token);
        }
      }
    }
    return tokens;
  }

  private static String canonical(Token token) {
    return switch (token.kind()) {
      case QUOTED_IDENTIFIER -> name(token.text());
      case STRING -> token.text();
      case WORD,
          NUMBER,
          OPERATOR,
          PARAMETER,
          PLACEHOLDER,
          COMMENT,
          HINT,
          EXECUTABLE_COMMENT,
          WHITESPACE,
          TERMINATOR ->
          token.text().toLowerCase(Locale.ROOT);
    };
  }
}
