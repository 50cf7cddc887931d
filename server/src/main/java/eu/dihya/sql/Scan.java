package eu.dihya.sql;

/**
 * The pieces of lexing that the dialects share. Each passes over one token whose first character is
 * to come.
 */
final class Scan {
  private static final int WHITESPACE_RUN = 8192;
  private static final int LONGEST_PLACEHOLDER = 256;

  private Scan() {}

  static boolean isSpace(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
  }

  static boolean isWordPart(int c) {
    return isLetter(c) || isDigit(c);
  }

  /** In pieces, so that a file of blanks needs no memory. */
  static TokenKind whitespace(CharInput in) {
    for (int i = 0; i < WHITESPACE_RUN && isSpace(in.peek()); i++) {
      in.advance();
    }
    return TokenKind.WHITESPACE;
  }

  static TokenKind lineComment(CharInput in) {
    while (in.peek() != CharInput.END && in.peek() != '\n') {
      in.advance();
    }
    return TokenKind.COMMENT;
  }

  /** A block comment; {@code nested} when one may stand inside another. */
  static void blockComment(CharInput in, boolean nested) {
    int line = in.line();
    int column = in.column();
    int depth = 0;
    do {
      if (in.peek() == CharInput.END) {
        throw new SqlSyntaxException(
            in.position(line, column), "the comment that begins here is never closed");
      }
      if (in.peek() == '*' && in.peek(1) == '/' && depth > 0) {
        depth--;
        in.advance(2);
      } else if (in.peek() == '/' && in.peek(1) == '*' && (nested || depth == 0)) {
        depth++;
        in.advance(2);
      } else {
        in.advance();
      }
    } while (depth > 0);
  }

  /** From the opening quote to the closing one; a doubled quote is one of the text. */
  static void quoted(CharInput in, char close, boolean backslash) {
    int line = in.line();
    int column = in.column();
    in.advance();
    while (true) {
      int c = in.peek();
      if (c == CharInput.END) {
        throw new SqlSyntaxException(
            in.position(line, column), "the quote that opens here is never closed");
      }
      in.advance();
      if (backslash && c == '\\' && in.peek() != CharInput.END) {
        in.advance();
      } else if (c == close && in.peek() == close && close != ']') {
        in.advance();
      } else if (c == close) {
        return;
      }
    }
  }

  /** The length of the placeholder to come, or 0 when there is none. */
  static int placeholder(CharInput in) {
    if (in.peek() != '$' || in.peek(1) != '{') {
      return 0;
    }
    int at = 2;
    int colon = -1;
    while (at < LONGEST_PLACEHOLDER && in.peek(at) != '}') {
      int c = in.peek(at);
      if (c == ':' && colon < 0) {
        colon = at;
      } else if (!Placeholders.isNamePart(c)) {
        return 0;
      }
      at++;
    }
    boolean named = colon < 0 ? at > 2 : colon > 2;
    return named && at < LONGEST_PLACEHOLDER ? at + 1 : 0;
  }

  static TokenKind number(CharInput in) {
    boolean hexadecimal = in.peek() == '0' && (in.peek(1) | 0x20) == 'x';
    while (isWordPart(in.peek()) || in.peek() == '.' && in.peek(1) != '.') {
      boolean exponent = !hexadecimal && (in.peek() | 0x20) == 'e';
      in.advance();
      if (exponent && (in.peek() == '+' || in.peek() == '-') && isDigit(in.peek(1))) {
        in.advance();
      }
    }
    return TokenKind.NUMBER;
  }

  /** The longest of the operators that is to come, else one character. */
  static TokenKind operator(CharInput in, String... longer) {
    for (String operator : longer) {
      if (in.at(operator)) {
        in.advance(operator.length());
        return TokenKind.OPERATOR;
      }
    }
    in.advance();
    return TokenKind.OPERATOR;
  }
}
