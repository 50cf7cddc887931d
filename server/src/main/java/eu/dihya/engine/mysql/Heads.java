package eu.dihya.engine.mysql;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a statement is, from its first tokens; the content of executable comments counts. Pure. */
final class Heads {
  private static final Set<String> COMMITTING =
      Set.of(
          "ALTER",
          "ANALYZE",
          "CACHE",
          "CHECK",
          "CREATE",
          "DROP",
          "FLUSH",
          "GRANT",
          "INSTALL",
          "LOCK",
          "OPTIMIZE",
          "RENAME",
          "REPAIR",
          "RESET",
          "REVOKE",
          "TRUNCATE",
          "UNINSTALL",
          "UNLOCK");

  private Heads() {}

  /** Whether the server commits the open transaction before it runs the statement. */
  static boolean commitsImplicitly(String sql) {
    List<Token> head = tokens(sql, SqlDialect.MARIADB, 4);
    boolean temporary = head.stream().anyMatch(token -> token.isWord("TEMPORARY"));
    return !head.isEmpty() && COMMITTING.contains(head.getFirst().keyword()) && !temporary;
  }

  /** Whether the server would ask the client, which is us, for a file of its own machine. */
  static boolean readsClientFile(String sql) {
    List<Token> head = tokens(sql, SqlDialect.MARIADB, 4);
    return head.size() == 4
        && head.getFirst().isWord("LOAD")
        && head.subList(2, 4).stream().anyMatch(token -> token.isWord("LOCAL"));
  }

  /** The first two words, in upper case. */
  static String words(String sql) {
    return tokens(sql, SqlDialect.MARIADB, 2).stream()
        .map(Token::keyword)
        .collect(Collectors.joining(" "));
  }

  /** The first tokens that matter to the server. */
  static List<Token> tokens(String sql, SqlDialect dialect, int most) {
    List<Token> tokens = new ArrayList<>();
    collect(sql, dialect, most, tokens);
    return tokens;
  }

  private static void collect(String sql, SqlDialect dialect, int most, List<Token> tokens) {
    try (Lexer lexer = Lexer.of(new StringReader(sql), dialect, SourcePosition.of("statement"))) {
      while (tokens.size() < most && lexer.hasNext()) {
        Token token = lexer.next();
        if (token.kind() == TokenKind.EXECUTABLE_COMMENT) {
          collect(content(token.text()), dialect, most, tokens);
        } else if (!token.kind().isIgnorable()) {
          tokens.add(token);
        }
      }
    }
  }

  private static String content(String comment) {
    return comment.replaceFirst("^/\\*M?!\\d*", "").replaceFirst("\\*/$", "");
  }
}
