package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The tokens of a statement that matter to the server, to be asked what is among them; the content
 * of executable comments counts, comments and what stands in strings do not. Pure.
 */
public final class StatementWords {
  private final String sql;
  private final SqlDialect dialect;
  private final List<Token> head;

  private StatementWords(String sql, SqlDialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
    this.head = Tokens.significant(sql, dialect);
  }

  public static StatementWords of(String sql, SqlDialect dialect) {
    return new StatementWords(sql, dialect);
  }

  /** The first few thousand tokens. */
  public List<Token> head() {
    return head;
  }

  /** Whether these words come first. */
  public boolean begin(String... words) {
    return at(0, words);
  }

  /** Whether these words follow each other in the first few thousand tokens. */
  public boolean hold(String... words) {
    for (int i = 0; i + words.length <= head.size(); i++) {
      if (at(i, words)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of these words stands in no parenthesis, in the first few thousand tokens. */
  public boolean holdOutside(String... words) {
    return cursor().has(words);
  }

  /** The first of these words that stands in no parenthesis. */
  public Optional<String> first(Set<String> words) {
    return Optional.of(cursor().seek(words)).filter(word -> !word.isEmpty());
  }

  /** What follows that first word: a token of any kind. */
  public Optional<Token> after(Set<String> words) {
    TokenCursor cursor = cursor();
    cursor.seek(words);
    cursor.take();
    return Optional.of(cursor.peek()).filter(token -> !token.text().isEmpty());
  }

  /**
   * The first function of these, in upper case, that is called anywhere in the statement, however
   * long it is; quoted or not, with its schema or without.
   */
  public Optional<String> calls(Set<String> functions) {
    var found = new Search(functions::contains);
    return Optional.ofNullable(found.in(sql, dialect) ? found.name : null);
  }

  private boolean at(int index, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (index + i >= head.size() || !head.get(index + i).isWord(words[i])) {
        return false;
      }
    }
    return true;
  }

  private TokenCursor cursor() {
    return TokenCursor.of(sql, dialect);
  }

  /** Reads a text to its end, with the memory of one token. */
  private static final class Search {
    private final Predicate<String> wanted;
    private String name = "";

    Search(Predicate<String> wanted) {
      this.wanted = wanted;
    }

    boolean in(String text, SqlDialect dialect) {
      Lexer lexer = Lexer.of(text, dialect, SourcePosition.of(""));
      while (lexer.hasNext()) {
        Token token = lexer.next();
        if (token.kind() == TokenKind.EXECUTABLE_COMMENT) {
          if (in(ExecutableComment.content(token.text()), dialect)) {
            return true;
          }
        } else if (token.isMark("(") && wanted.test(name)) {
          return true;
        } else if (!token.kind().isIgnorable()) {
          name = nameOf(token, dialect);
        }
      }
      return false;
    }

    private static String nameOf(Token token, SqlDialect dialect) {
      boolean names = token.kind() == TokenKind.WORD || token.kind() == TokenKind.QUOTED_IDENTIFIER;
      return names ? Quoting.unquoted(token.text(), dialect).toUpperCase(Locale.ROOT) : "";
    }
  }
}
