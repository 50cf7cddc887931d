package eu.dihya.sql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import java.io.StringReader;
import java.util.regex.Pattern;

/**
 * A statement as it may be shown: without its string literals, long numbers and comments, which may
 * hold data of people.
 */
public final class StatementText {
  private static final Pattern QUOTED = Pattern.compile("'[^']*+'|\"[^\"]*+\"");

  /** Of a telephone, an account or a social security number; sizes of types have fewer. */
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9_]{6,}");

  /** What stands for a program where SQL has a statement: its file and checksum are no data. */
  private static final Pattern PROGRAM =
      Pattern.compile("(?:sh|python3) [0-9A-Za-z_.-]+ sha256:[0-9a-f]{64}");

  private StatementText() {}

  /** The statement as it is written, its lines kept. */
  public static String lines(String sql, Engine engine, int limit) {
    return shown(sql, engine, limit, false);
  }

  /** The statement on one line. */
  public static String oneLine(String sql, Engine engine, int limit) {
    return shown(sql, engine, limit, true);
  }

  private static String shown(String sql, Engine engine, int limit, boolean oneLine) {
    if (PROGRAM.matcher(sql).matches()) {
      return sql;
    }
    StringBuilder shown = new StringBuilder();
    try (Lexer lexer =
        Lexer.of(new StringReader(sql), SqlDialect.of(engine), SourcePosition.of(""))) {
      while (lexer.hasNext()) {
        Token token = lexer.next();
        shown.append(shown(token, oneLine));
        if (shown.length() > limit) {
          return shown.substring(0, limit) + "…";
        }
      }
    } catch (DihyaException e) {
      shown.append("…");
    }
    return shown.toString().strip();
  }

  private static String shown(Token token, boolean oneLine) {
    return switch (token.kind()) {
      case STRING -> "'…'";
      case COMMENT -> "";
      case WHITESPACE -> oneLine ? " " : token.text();
      case NUMBER -> LONG_NUMBER.matcher(token.text()).find() ? "…" : token.text();
      case HINT, EXECUTABLE_COMMENT -> QUOTED.matcher(token.text()).replaceAll("'…'");
      case WORD, QUOTED_IDENTIFIER, OPERATOR, PARAMETER, PLACEHOLDER, TERMINATOR -> token.text();
    };
  }
}
