package eu.dihya.engine.postgresql;

import eu.dihya.base.SourcePosition;
import eu.dihya.engine.SqlFailure;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import io.vertx.sqlclient.SqlResult;
import java.io.StringReader;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code COPY … FROM STDIN;} with its rows after it, as dumps contain it, turned into batches of
 * {@code INSERT} on the same connection: the client cannot copy, and a second connection would not
 * see the transaction.
 */
final class CopyInserts {
  private static final int BATCH_CHARACTERS = 512 * 1024;

  private final String insert;
  private final String data;

  /**
   * @throws SqlFailure kind OTHER for any other form of {@code COPY}
   */
  CopyInserts(String sql) {
    Head head = Head.of(sql);
    if (!head.takesRows() || head.length() >= sql.length()) {
      throw refused(
          "only COPY … FROM STDIN in text format, with its rows in the script, can be run");
    }
    this.insert = "INSERT INTO " + head.target() + "OVERRIDING SYSTEM VALUE VALUES ";
    this.data = sql.substring(sql.indexOf('\n', head.length() - 1) + 1);
  }

  /** Whether it has the one form whose rows become {@code INSERT}s. */
  static boolean understands(String sql) {
    return Head.of(sql).takesRows();
  }

  /** Whether the server reads or writes by itself, a file or a program of its machine. */
  static boolean isServersOwn(String sql) {
    return Head.of(sql).command().matches("(?is)(FROM|TO) (PROGRAM .*|[eE]?'.*)");
  }

  /**
   * The statement before its rows.
   *
   * @param target what is before {@code FROM} or {@code TO}
   * @param command the rest, with one blank after each token
   * @param length in characters, terminator included
   */
  private record Head(String target, String command, int length) {
    static Head of(String sql) {
      var command = new StringBuilder();
      var target = new StringBuilder();
      int seen = 0;
      try (Lexer lexer =
          Lexer.of(new StringReader(sql), SqlDialect.POSTGRESQL, SourcePosition.of("COPY"))) {
        boolean inTarget = true;
        int depth = 0;
        while (lexer.hasNext()) {
          Token token = lexer.next();
          seen += token.text().length();
          if (token.kind() == TokenKind.TERMINATOR) {
            break;
          }
          depth += token.isMark("(") ? 1 : token.isMark(")") ? -1 : 0;
          inTarget = inTarget && (depth > 0 || !token.isWord("FROM") && !token.isWord("TO"));
          if (inTarget && !token.isWord("COPY") && !token.kind().isIgnorable()) {
            target.append(token.text()).append(' ');
          } else if (!inTarget && !token.kind().isIgnorable()) {
            command.append(token.text()).append(' ');
          }
        }
      }
      return new Head(target.toString(), command.toString(), seen);
    }

    boolean takesRows() {
      return command.matches("(?i)FROM STDIN (WITH )?(\\( FORMAT '?text'? \\) )?");
    }
  }

  /** Sends the batches in order; returns the number of rows. */
  long sendWith(Function<String, SqlResult<Integer>> send) {
    long rows = 0;
    var batch = new StringBuilder();
    for (String line : (Iterable<String>) data.lines()::iterator) {
      batch.append(batch.isEmpty() ? insert : ", ").append(row(line));
      if (batch.length() > BATCH_CHARACTERS) {
        rows += send.apply(batch.toString()).rowCount();
        batch.setLength(0);
      }
    }
    return batch.isEmpty() ? rows : rows + send.apply(batch.toString()).rowCount();
  }

  private static String row(String line) {
    return List.of(line.split("\t", -1)).stream()
        .map(field -> field.equals("\\N") ? "NULL" : PostgresDialect.string(unescaped(field)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    var out = new StringBuilder(field.length());
    int at = 0;
    while (at < field.length()) {
      char c = field.charAt(at++);
      if (c != '\\' || at == field.length()) {
        out.append(c);
        continue;
      }
      char escape = field.charAt(at++);
      switch (escape) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'v' -> out.append('\u000b');
        case 'x', '0', '1', '2', '3', '4', '5', '6', '7' ->
            throw refused("a row of this COPY writes bytes by number, which cannot be run");
        default -> out.append(escape);
      }
    }
    return out.toString();
  }

  private static SqlFailure refused(String reason) {
    return new SqlFailure(SqlFailure.Kind.OTHER, reason + "; use INSERT instead", null, 0, null);
  }
}
