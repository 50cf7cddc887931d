package eu.dihya.sql;

import eu.dihya.base.SourcePosition;

/**
 * The lines after {@code COPY … FROM STDIN;} up to {@code \.}, handed out in statements of bounded
 * size.
 */
final class CopyBlock {
  private static final int ENOUGH = 4 << 20;

  private final CharInput in;
  private final SourcePosition at;
  private final int dataStart;
  private final boolean divisible;
  private boolean ended;

  private CopyBlock(CharInput in, SourcePosition at) {
    this.in = in;
    this.at = at;
    this.dataStart = in.length();
    this.divisible = isDivisible(in.out().toString());
  }

  /** The terminator has just been passed over; the statement's last token ends at {@code end}. */
  static CopyBlock after(CharInput in, int end, SourcePosition at) {
    while (in.peek() == ' ' || in.peek() == '\t' || in.peek() == '\r') {
      in.advance();
    }
    if (in.peek() != '\n') {
      throw in.peek() == CharInput.END
          ? missing(at)
          : new SqlSyntaxException(
              in.position(), "the rows of a COPY begin on a line of their own");
    }
    in.advance();
    in.cut(end);
    in.out().append(";\n");
    return new CopyBlock(in, at);
  }

  static SqlSyntaxException missing(SourcePosition at) {
    return new SqlSyntaxException(
        at,
        "the rows of this COPY … FROM STDIN must follow it and end with a line that is \\. alone");
  }

  boolean hasMore() {
    return !ended;
  }

  Statement next(int number) {
    in.cut(dataStart);
    while (!lastLine()) {
      Scan.lineComment(in);
      if (in.peek() == CharInput.END) {
        throw missing(at);
      }
      in.advance();
      if (divisible && in.length() - dataStart >= ENOUGH) {
        ended = lastLine();
        return statement(number);
      }
    }
    ended = true;
    return statement(number);
  }

  private Statement statement(int number) {
    String text = in.out().toString();
    if (ended) {
      Scan.lineComment(in);
    }
    return new Statement(number, text, at.line(), at.column(), dataStart);
  }

  private boolean lastLine() {
    return in.peek() == '\\' && in.peek(1) == '.' && in.peek(2) <= '\r';
  }

  /** In other formats a row may have several lines, or the first row is a header. */
  private static boolean isDivisible(String command) {
    for (Token token : Tokens.significant(command, SqlDialect.POSTGRESQL)) {
      switch (token.keyword()) {
        case "CSV", "BINARY", "HEADER", "FORMAT" -> {
          return false;
        }
        default -> {}
      }
    }
    return true;
  }
}
