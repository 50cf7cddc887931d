package eu.dihya.engine.postgresql;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.SqlSyntaxException;
import eu.dihya.sql.StatementWords;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An anonymous block.
 *
 * @param language in lower case; empty when the body cannot be read
 * @param body without its quotes
 */
record DoBlock(String language, String body) {
  private static final Set<String> PLAIN = Set.of("plpgsql", "sql");

  /** The block of a {@code DO} statement. */
  static DoBlock of(StatementWords words) {
    String language = "plpgsql";
    String body = "";
    List<Token> tokens = words.head();
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (tokens.get(i - 1).isWord("LANGUAGE")) {
        language = token.text().toLowerCase(Locale.ROOT).replaceAll("[\"']", "");
      } else if (token.kind() == TokenKind.STRING) {
        body = content(token.text());
      }
    }
    return isReadable(body) ? new DoBlock(language, body) : new DoBlock("", "");
  }

  private static boolean isReadable(String body) {
    try {
      Lexer.of(body, SqlDialect.POSTGRESQL, SourcePosition.of("")).forEachRemaining(token -> {});
      return true;
    } catch (SqlSyntaxException e) {
      return false;
    }
  }

  /** Whether it is in a language that does nothing outside of the database by itself. */
  boolean isPlain() {
    return PLAIN.contains(language);
  }

  /** Whether it ends a transaction; {@code ON COMMIT DROP} does not. */
  boolean commits() {
    return has(Set.of("COMMIT", "ROLLBACK"), "ON");
  }

  /** Whether it calls a procedure. */
  boolean calls() {
    return has(Set.of("CALL"), "");
  }

  private boolean has(Set<String> statements, String notAfter) {
    String previous = "";
    Lexer lexer = Lexer.of(body, SqlDialect.POSTGRESQL, SourcePosition.of(""));
    while (lexer.hasNext()) {
      Token token = lexer.next();
      if (statements.contains(token.keyword())
          && (notAfter.isEmpty() || !previous.equals(notAfter))) {
        return true;
      }
      previous = token.kind().isIgnorable() ? previous : token.keyword();
    }
    return false;
  }

  private static String content(String written) {
    if (written.startsWith("$")) {
      int tag = written.indexOf('$', 1) + 1;
      return written.substring(tag, written.length() - tag);
    }
    int quote = written.indexOf('\'') + 1;
    return written.substring(quote, written.length() - 1).replace("''", "'");
  }
}
