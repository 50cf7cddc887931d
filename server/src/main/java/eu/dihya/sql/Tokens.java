package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a short text. */
final class Tokens {
  /** Where a statement says what it is; what comes later are rows and expressions. */
  static final int ENOUGH = 4096;

  private Tokens() {}

  /** The first tokens that matter to the server, the content of executable comments among them. */
  static List<Token> significant(String text, SqlDialect dialect) {
    List<Token> tokens = new ArrayList<>();
    collect(text, dialect, tokens);
    return tokens;
  }

  private static void collect(String text, SqlDialect dialect, List<Token> tokens) {
    Lexer lexer = Lexer.of(text, dialect, SourcePosition.of(""));
    while (lexer.hasNext() && tokens.size() < ENOUGH) {
      Token token = lexer.next();
      if (token.kind() == TokenKind.EXECUTABLE_COMMENT) {
        collect(ExecutableComment.content(token.text()), dialect, tokens);
      } else if (!token.kind().isIgnorable() && token.kind() != TokenKind.HINT) {
        tokens.add(token);
      }
    }
  }
}
