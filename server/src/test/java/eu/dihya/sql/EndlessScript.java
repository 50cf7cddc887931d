package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.io.Reader;

/**
 * Reads a script of any size that never exists as a whole. Its {@code main} is to be run with
 * little memory.
 */
final class EndlessScript extends Reader {
  private final String head;
  private final String repeated;
  private final String tail;
  private final long times;
  private String piece;
  private int at;
  private long repeats;
  private boolean tailBegun;

  EndlessScript(String head, String repeated, long times, String tail) {
    this.head = head;
    this.repeated = repeated;
    this.times = times;
    this.tail = tail;
    this.piece = head;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (at == piece.length() && !advance()) {
      return -1;
    }
    int count = Math.min(length, piece.length() - at);
    piece.getChars(at, at + count, target, offset);
    at += count;
    return count;
  }

  private boolean advance() {
    do {
      if (tailBegun) {
        return false;
      }
      at = 0;
      tailBegun = repeats == times;
      piece = tailBegun ? tail : repeated;
      repeats++;
    } while (piece.isEmpty());
    return true;
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return head + repeated + "… × " + times;
  }

  /**
   * Splits {@code megabytes} of the named kind and prints the number of statements, or the error.
   *
   * @param arguments dialect, kind, megabytes
   */
  public static void main(String... arguments) {
    SqlDialect dialect = SqlDialect.valueOf(arguments[0]);
    long size = Long.parseLong(arguments[2]) << 20;
    Reader script =
        switch (arguments[1]) {
          case "inserts" -> {
            String rows = "(1, 'it''s; a row', 2.5, \"x\"),\n /* c */ ".repeat(200);
            String statement = "INSERT INTO t VALUES " + rows + "(2); -- é\n";
            yield new EndlessScript("", statement, size / statement.length(), "");
          }
          case "copy" -> {
            String rows = "1\tit's a row; \\N\t$$\n".repeat(400);
            yield new EndlessScript("COPY t FROM STDIN;\n", rows, size / rows.length(), "\\.\n");
          }
          case "blanks" -> new EndlessScript("", " \n".repeat(5000), size / 10_000, "SELECT 1");
          case "one" -> {
            String rows = "(1, 'é', 2.5),\n".repeat(500);
            yield new EndlessScript("INSERT INTO t VALUES ", rows, size / rows.length(), "(2);");
          }
          default -> throw new IllegalArgumentException(arguments[1]);
        };
    long count = 0;
    try (StatementSplitter splitter =
        StatementSplitter.of(script, dialect, SourcePosition.of("endless.sql"))) {
      while (splitter.hasNext()) {
        count = splitter.next().number();
      }
      System.out.println(count);
    } catch (SqlSyntaxException e) {
      System.out.println(e.text());
    }
  }
}
