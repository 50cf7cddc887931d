package eu.dihya.sql;

/** MySQL and MariaDB in their default SQL mode. */
final class MySqlRules implements LexicalRules {
  private static final String[] OPERATORS = {
    "->>", "<=>", "->", "<=", ">=", "<>", "!=", "||", "&&", "<<", ">>", ":=", ".."
  };

  private final boolean mariadb;
  private String delimiter = ";";

  MySqlRules(boolean mariadb) {
    this.mariadb = mariadb;
  }

  /** What ends a statement; a semicolon unless the text has set another. */
  String delimiter() {
    return delimiter;
  }

  void delimiter(String set) {
    delimiter = set;
  }

  @Override
  public TokenKind scan(CharInput in) {
    int c = in.peek();
    if (in.at(delimiter)) {
      in.advance(delimiter.length());
      return TokenKind.TERMINATOR;
    }
    if (Scan.isSpace(c)) {
      return Scan.whitespace(in);
    }
    if (c == '#' || c == '-' && in.peek(1) == '-' && in.peek(2) <= ' ') {
      return Scan.lineComment(in);
    }
    if (c == '/' && in.peek(1) == '*') {
      return comment(in);
    }
    if (c == '\'' || c == '"') {
      Scan.quoted(in, (char) c, true);
      return TokenKind.STRING;
    }
    if (c == '`') {
      Scan.quoted(in, '`', false);
      return TokenKind.QUOTED_IDENTIFIER;
    }
    return bare(in);
  }

  private TokenKind bare(CharInput in) {
    int c = in.peek();
    int placeholder = Scan.placeholder(in);
    if (placeholder > 0) {
      in.advance(placeholder);
      return TokenKind.PLACEHOLDER;
    }
    if ("nNxXbB".indexOf(c) >= 0 && in.peek(1) == '\'') {
      in.advance();
      Scan.quoted(in, '\'', true);
      return TokenKind.STRING;
    }
    if (c == '.' && Scan.isDigit(in.peek(1))) {
      return Scan.number(in);
    }
    if (c == '@' || isWordPart(in, c)) {
      return word(in);
    }
    if (c == '\\') {
      throw Commands.mysql(in);
    }
    return Scan.operator(in, OPERATORS);
  }

  /** The client looks for its delimiter everywhere, also in the middle of a word. */
  private TokenKind word(CharInput in) {
    int first = in.peek();
    boolean digits = true;
    while (in.peek() == '@' && first == '@' && !in.at(delimiter)) {
      in.advance();
    }
    while (isWordPart(in, in.peek()) && !in.at(delimiter)) {
      digits &= Scan.isDigit(in.peek());
      in.advance();
      if (digits && in.peek() == '.' && Scan.isDigit(in.peek(1)) && !in.at(delimiter)) {
        return Scan.number(in);
      }
    }
    return Scan.isDigit(first) && digits ? TokenKind.NUMBER : TokenKind.WORD;
  }

  private static boolean isWordPart(CharInput in, int c) {
    return Scan.isWordPart(c) || c == '$' && Scan.placeholder(in) == 0;
  }

  private TokenKind comment(CharInput in) {
    boolean runs = in.peek(2) == '!' || mariadb && in.peek(2) == 'M' && in.peek(3) == '!';
    if (runs) {
      executable(in);
      return TokenKind.EXECUTABLE_COMMENT;
    }
    TokenKind kind = in.peek(2) == '+' ? TokenKind.HINT : TokenKind.COMMENT;
    Scan.blockComment(in, false);
    return kind;
  }

  /** Its content is SQL: what looks like its end inside a quote or an inner comment is not. */
  private static void executable(CharInput in) {
    int line = in.line();
    int column = in.column();
    in.advance(3);
    while (in.peek() != '*' || in.peek(1) != '/') {
      int c = in.peek();
      if (c == CharInput.END) {
        throw new SqlSyntaxException(
            in.position(line, column), "the comment that begins here is never closed");
      } else if (c == '\'' || c == '"' || c == '`') {
        Scan.quoted(in, (char) c, c != '`');
      } else if (c == '/' && in.peek(1) == '*') {
        Scan.blockComment(in, false);
      } else if (c == '#' || c == '-' && in.peek(1) == '-' && in.peek(2) <= ' ') {
        Scan.lineComment(in);
      } else {
        in.advance();
      }
    }
    in.advance(2);
  }
}
