package eu.dihya.sql;

/** PostgreSQL, with {@code standard_conforming_strings} on. */
final class PostgreSqlRules implements LexicalRules {
  private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";
  private static final String ALLOWS_TRAILING_SIGN = "~!@#^&|`?%";
  private static final int LONGEST_TAG = 256;

  /** An escape string goes on as one when a line end stands between two of its parts. */
  private enum AfterEscapeString {
    NO,
    SAME_LINE,
    NEXT_LINE
  }

  private AfterEscapeString after = AfterEscapeString.NO;

  @Override
  public TokenKind scan(CharInput in) {
    int c = in.peek();
    if (Scan.isSpace(c)) {
      return whitespace(in);
    }
    if (c == '-' && in.peek(1) == '-') {
      return lineComment(in);
    }
    boolean escapeGoesOn = after == AfterEscapeString.NEXT_LINE && c == '\'';
    after = AfterEscapeString.NO;
    if (c == '/' && in.peek(1) == '*') {
      TokenKind kind = in.peek(2) == '+' ? TokenKind.HINT : TokenKind.COMMENT;
      Scan.blockComment(in, true);
      return kind;
    }
    if (c == '\'') {
      return string(in, escapeGoesOn);
    }
    if (c == '"') {
      Scan.quoted(in, '"', false);
      return TokenKind.QUOTED_IDENTIFIER;
    }
    if (c == '$') {
      return dollar(in);
    }
    if (Scan.isLetter(c)) {
      return wordOrPrefixed(in);
    }
    if (Scan.isDigit(c) || c == '.' && Scan.isDigit(in.peek(1))) {
      return Scan.number(in);
    }
    return mark(in);
  }

  private TokenKind whitespace(CharInput in) {
    int line = in.line();
    boolean carriageReturn = in.peek() == '\r';
    Scan.whitespace(in);
    if (after == AfterEscapeString.SAME_LINE && (in.line() > line || carriageReturn)) {
      after = AfterEscapeString.NEXT_LINE;
    }
    return TokenKind.WHITESPACE;
  }

  /** Here, unlike elsewhere, a lone carriage return ends the comment. */
  private static TokenKind lineComment(CharInput in) {
    while (in.peek() != CharInput.END && in.peek() != '\n' && in.peek() != '\r') {
      in.advance();
    }
    return TokenKind.COMMENT;
  }

  private TokenKind string(CharInput in, boolean escapes) {
    Scan.quoted(in, '\'', escapes);
    if (escapes) {
      after = AfterEscapeString.SAME_LINE;
    }
    return TokenKind.STRING;
  }

  private TokenKind wordOrPrefixed(CharInput in) {
    int prefix = in.peek() | 0x20;
    if ("ebxn".indexOf(prefix) >= 0 && in.peek(1) == '\'') {
      in.advance();
      return string(in, prefix == 'e');
    }
    if (prefix == 'u' && in.peek(1) == '&' && (in.peek(2) == '\'' || in.peek(2) == '"')) {
      in.advance(2);
      boolean identifier = in.peek() == '"';
      Scan.quoted(in, identifier ? '"' : '\'', false);
      return identifier ? TokenKind.QUOTED_IDENTIFIER : TokenKind.STRING;
    }
    while (Scan.isWordPart(in.peek()) || in.peek() == '$' && Scan.placeholder(in) == 0) {
      in.advance();
    }
    return TokenKind.WORD;
  }

  private static TokenKind dollar(CharInput in) {
    int placeholder = Scan.placeholder(in);
    if (placeholder > 0) {
      in.advance(placeholder);
      return TokenKind.PLACEHOLDER;
    }
    int tag = tagLength(in);
    if (tag > 0) {
      dollarQuoted(in, tag);
      return TokenKind.STRING;
    }
    in.advance();
    while (Scan.isDigit(in.peek())) {
      in.advance();
    }
    return TokenKind.PARAMETER;
  }

  /** The length of {@code $tag$}, both dollars included, or 0. */
  private static int tagLength(CharInput in) {
    int at = 1;
    while (at < LONGEST_TAG
        && (Scan.isLetter(in.peek(at)) || at > 1 && Scan.isDigit(in.peek(at)))) {
      at++;
    }
    return in.peek(at) == '$' ? at + 1 : 0;
  }

  private static void dollarQuoted(CharInput in, int tagLength) {
    int line = in.line();
    int column = in.column();
    StringBuilder opened = new StringBuilder();
    for (int i = 0; i < tagLength; i++) {
      opened.append((char) in.peek(i));
    }
    String tag = opened.toString();
    in.advance(tagLength);
    while (in.peek() != '$' || !in.at(tag)) {
      if (in.peek() == CharInput.END) {
        throw new SqlSyntaxException(
            in.position(line, column),
            "the dollar quote " + tag + " that opens here is never closed");
      }
      in.advance();
    }
    in.advance(tagLength);
  }

  private static TokenKind mark(CharInput in) {
    int c = in.peek();
    if (c == ';') {
      in.advance();
      return TokenKind.TERMINATOR;
    }
    if (c == '\\') {
      throw Commands.psql(in);
    }
    if (OPERATOR_CHARACTERS.indexOf(c) < 0) {
      return Scan.operator(in, "::", ":=", "..");
    }
    in.advance(operatorLength(in));
    return TokenKind.OPERATOR;
  }

  /**
   * PostgreSQL's rule: the longest run, without a comment, and without a last sign unless the run
   * is unusual.
   */
  private static int operatorLength(CharInput in) {
    int length = 0;
    boolean unusual = false;
    while (in.peek(length) > 0
        && OPERATOR_CHARACTERS.indexOf(in.peek(length)) >= 0
        && !commentAt(in, length)) {
      unusual |= ALLOWS_TRAILING_SIGN.indexOf(in.peek(length)) >= 0;
      length++;
    }
    while (length > 1 && !unusual && (in.peek(length - 1) == '+' || in.peek(length - 1) == '-')) {
      length--;
    }
    return length;
  }

  private static boolean commentAt(CharInput in, int at) {
    int c = in.peek(at);
    return c == '-' && in.peek(at + 1) == '-' || c == '/' && in.peek(at + 1) == '*';
  }
}
