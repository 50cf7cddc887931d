package eu.dihya.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place among the significant tokens of a statement. Past the end there are empty words. */
final class TokenCursor {
  private static final Token NOTHING = new Token(TokenKind.OPERATOR, "", 0, 0);

  private final List<Token> tokens;
  private final SqlDialect dialect;
  private int next;

  private TokenCursor(List<Token> tokens, SqlDialect dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  static TokenCursor of(String sql, SqlDialect dialect) {
    return new TokenCursor(Tokens.significant(sql, dialect), dialect);
  }

  /** The same tokens from their beginning. */
  TokenCursor rewound() {
    return new TokenCursor(tokens, dialect);
  }

  boolean atEnd() {
    return next >= tokens.size();
  }

  Token peek() {
    return atEnd() ? NOTHING : tokens.get(next);
  }

  /** The word to come in upper case, or "". */
  String word() {
    return peek().keyword();
  }

  /** Passes over a token; its word in upper case, or "". */
  String take() {
    String word = word();
    next++;
    return word;
  }

  /** Passes over these words if they are to come. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (next + i >= tokens.size() || !tokens.get(next + i).isWord(words[i])) {
        return false;
      }
    }
    next += words.length;
    return true;
  }

  boolean acceptMark(String mark) {
    boolean accepted = peek().isMark(mark);
    next += accepted ? 1 : 0;
    return accepted;
  }

  /** Passes over a parenthesis with all that is in it, if one is to come. */
  boolean acceptParenthesis() {
    if (!peek().isMark("(")) {
      return false;
    }
    int depth = 0;
    do {
      depth += peek().isMark("(") ? 1 : peek().isMark(")") ? -1 : 0;
      next++;
    } while (depth > 0 && !atEnd());
    return true;
  }

  /**
   * Goes to the next of these words that is in no parenthesis; it is then to come, or the end is
   * reached.
   */
  String seek(Set<String> words) {
    while (!atEnd() && !words.contains(word())) {
      if (!acceptParenthesis()) {
        next++;
      }
    }
    return word();
  }

  /** Whether one of these words is to come, in no parenthesis. */
  boolean has(String... words) {
    return !ahead().seek(Set.of(words)).isEmpty();
  }

  /** Whether these words follow each other somewhere ahead. */
  boolean hasSequence(String... words) {
    for (TokenCursor cursor = ahead(); !cursor.atEnd(); cursor.next++) {
      if (cursor.ahead().accept(words)) {
        return true;
      }
    }
    return false;
  }

  /** Whether these words follow each other somewhere ahead, in no parenthesis. */
  boolean hasOutside(String... words) {
    for (TokenCursor cursor = ahead(); !cursor.atEnd(); ) {
      if (cursor.accept(words)) {
        return true;
      } else if (!cursor.acceptParenthesis()) {
        cursor.next++;
      }
    }
    return false;
  }

  /** The same place, to look further from. */
  TokenCursor ahead() {
    TokenCursor cursor = rewound();
    cursor.next = next;
    return cursor;
  }

  /** Passes over a name with its qualifiers and gives it unquoted. */
  Optional<String> name() {
    StringBuilder name = new StringBuilder();
    while (isNamePart(peek().kind())) {
      int line = peek().line();
      int end = peek().column() + peek().text().length();
      name.append(Quoting.unquoted(peek().text(), dialect));
      next++;
      boolean touching =
          peek().line() == line && peek().column() == end && isNamePart(peek().kind());
      if (acceptMark(".")) {
        name.append('.');
      } else if (!touching) {
        break;
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
  }

  /** Passes over a parenthesis, if one is to come, and gives what is in it. */
  Optional<TokenCursor> inside() {
    int from = next + 1;
    return acceptParenthesis()
        ? Optional.of(new TokenCursor(tokens.subList(from, Math.max(from, next - 1)), dialect))
        : Optional.empty();
  }

  /** What is to come, parted at the commas that stand in no parenthesis. */
  List<TokenCursor> parts() {
    List<TokenCursor> parts = new ArrayList<>();
    TokenCursor cursor = ahead();
    int from = cursor.next;
    while (!cursor.atEnd()) {
      if (cursor.peek().isMark(",")) {
        parts.add(new TokenCursor(tokens.subList(from, cursor.next), dialect));
        from = ++cursor.next;
      } else if (!cursor.acceptParenthesis()) {
        cursor.next++;
      }
    }
    parts.add(new TokenCursor(tokens.subList(from, tokens.size()), dialect));
    return parts;
  }

  /** What is to come, as written, but for comments, and blanks, which become one. */
  String rest() {
    StringBuilder text = new StringBuilder();
    for (int i = next; i < tokens.size(); i++) {
      text.append(i == next || touch(tokens.get(i - 1), tokens.get(i)) ? "" : " ");
      text.append(tokens.get(i).text());
    }
    return text.toString();
  }

  /** What was passed since the same cursor stood elsewhere, in the words of {@link #rest}. */
  String since(TokenCursor earlier) {
    TokenCursor passed = new TokenCursor(tokens.subList(0, Math.min(next, tokens.size())), dialect);
    passed.next = earlier.next;
    return passed.rest();
  }

  /** Whether it is so long that its end is not here. */
  boolean isCut() {
    return tokens.size() >= Tokens.ENOUGH;
  }

  private static boolean touch(Token left, Token right) {
    int width = left.text().codePointCount(0, left.text().length());
    return left.line() == right.line() && left.column() + width == right.column();
  }

  private static boolean isNamePart(TokenKind kind) {
    return kind == TokenKind.WORD
        || kind == TokenKind.QUOTED_IDENTIFIER
        || kind == TokenKind.PLACEHOLDER;
  }
}
