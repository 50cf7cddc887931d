package eu.dihya.sql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import java.io.StringReader;

/**
 * A statement as it may be shown: without its string literals and comments, which may hold data of
 * people.
 */
public final class StatementText {
  private StatementText() {}

  /** The statement as it is written, its lines kept. */
  public static String lines(String sql, Engine engine, int limit) {
    return shown(sql, engine, limit, false);
  }

  /** The statement on one line. */
  public static String oneLine(String sql, Engine engine, int limit) {
    return shown(sql, engine, limit, true);
  }

  private static String shown(String sql, Engine engine, int limit, boolean oneLine) {
    StringBuilder shown = new StringBuilder();
    try (Lexer lexer =
        Lexer.of(new StringReader(sql), SqlDialect.of(engine), SourcePosition.of(""))) {
      while (lexer.hasNext()) {
        Token token = lexer.next();
        shown.append(shown(token, oneLine));
        if (shown.length() > limit) {
          return shown.substring(0, limit) + "…";
        }
      }
    } catch (DihyaException e) {
      shown.append("…");
    }
    return shown.toString().strip();
  }

  private static String shown(Token token, boolean oneLine) {
    return switch (token.kind()) {
      case STRING -> "'…'";
      case COMMENT -> "";
      case WHITESPACE -> oneLine ? " " : token.text();
      case WORD,
          QUOTED_IDENTIFIER,
          NUMBER,
          OPERATOR,
          PARAMETER,
          PLACEHOLDER,
          HINT,
          EXECUTABLE_COMMENT,
          TERMINATOR ->
          token.text();
    };
  }
}
