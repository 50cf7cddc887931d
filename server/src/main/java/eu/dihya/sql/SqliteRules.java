package eu.dihya.sql;

/** SQLite. */
final class SqliteRules implements LexicalRules {
  private static final String[] OPERATORS = {
    "->>", "->", "<=", ">=", "<>", "!=", "==", "||", "<<", ">>"
  };

  @Override
  public TokenKind scan(CharInput in) {
    int c = in.peek();
    if (Scan.isSpace(c)) {
      return Scan.whitespace(in);
    }
    if (c == '-' && in.peek(1) == '-') {
      return Scan.lineComment(in);
    }
    if (c == '/' && in.peek(1) == '*') {
      Scan.blockComment(in, false);
      return TokenKind.COMMENT;
    }
    if (c == ';') {
      in.advance();
      return TokenKind.TERMINATOR;
    }
    if (c == '\'') {
      Scan.quoted(in, '\'', false);
      return TokenKind.STRING;
    }
    if (c == '"' || c == '`' || c == '[') {
      Scan.quoted(in, c == '[' ? ']' : (char) c, false);
      return TokenKind.QUOTED_IDENTIFIER;
    }
    return bare(in);
  }

  private static TokenKind bare(CharInput in) {
    int c = in.peek();
    int placeholder = Scan.placeholder(in);
    if (placeholder > 0) {
      in.advance(placeholder);
      return TokenKind.PLACEHOLDER;
    }
    if ((c | 0x20) == 'x' && in.peek(1) == '\'') {
      in.advance();
      Scan.quoted(in, '\'', false);
      return TokenKind.STRING;
    }
    if (Scan.isDigit(c) || c == '.' && Scan.isDigit(in.peek(1))) {
      return Scan.number(in);
    }
    if (Scan.isLetter(c)) {
      return word(in, TokenKind.WORD);
    }
    if ("?@:#$".indexOf(c) >= 0) {
      in.advance();
      return word(in, TokenKind.PARAMETER);
    }
    return Scan.operator(in, OPERATORS);
  }

  private static TokenKind word(CharInput in, TokenKind kind) {
    while (Scan.isWordPart(in.peek()) || in.peek() == '$' && Scan.placeholder(in) == 0) {
      in.advance();
    }
    return kind;
  }
}
