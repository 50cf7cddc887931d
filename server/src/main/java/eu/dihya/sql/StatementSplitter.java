package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a script in their order, found by tokens. Reads as it goes and needs the memory
 * of one statement, which may have 64 MiB at most. A text of blanks and comments only has no
 * statements. Not thread-safe.
 *
 * <p>Every method may throw {@link SqlSyntaxException} with the position of what is wrong, and
 * {@code DihyaException} when the reader fails.
 */
public final class StatementSplitter implements Iterator<Statement>, AutoCloseable {
  private final TokenScanner scanner;
  private final CharInput in;
  private final Blocks blocks;
  private final Directives directives;
  private @Nullable CopyBlock copy;
  private @Nullable Statement ahead;
  private int count;

  private StatementSplitter(TokenScanner scanner, SqlDialect dialect) {
    this.scanner = scanner;
    this.in = scanner.input();
    this.blocks = Blocks.of(dialect);
    this.directives = new Directives(scanner);
  }

  /**
   * @param reader closed with the splitter
   * @param start the file's name, and the line and column of the reader's first character
   */
  public static StatementSplitter of(Reader reader, SqlDialect dialect, SourcePosition start) {
    return new StatementSplitter(new TokenScanner(reader, dialect, start), dialect);
  }

  /** All statements of a text that is in memory already. */
  public static List<Statement> split(String text, SqlDialect dialect, SourcePosition start) {
    List<Statement> statements = new ArrayList<>();
    try (StatementSplitter splitter = of(new StringReader(text), dialect, start)) {
      splitter.forEachRemaining(statements::add);
    }
    return statements;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      ahead = read();
    }
    return ahead != null;
  }

  @Override
  public Statement next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    Statement statement = ahead;
    ahead = null;
    return statement;
  }

  private @Nullable Statement read() {
    if (copy != null) {
      return copied(copy);
    }
    Draft draft = new Draft();
    restart(draft);
    while (!scanner.atEnd()) {
      if (!draft.begun && directives.take()) {
        continue;
      }
      TokenKind kind = scanner.next();
      if (kind == TokenKind.TERMINATOR && !blocks.open()) {
        if (draft.content) {
          return ended(draft);
        }
        restart(draft);
      } else if (!kind.isIgnorable()) {
        take(draft, kind);
      } else if (!draft.begun) {
        in.cut(0);
      }
    }
    return atEnd(draft);
  }

  private void restart(Draft draft) {
    in.cut(0);
    blocks.begin();
    draft.begun = false;
  }

  private void take(Draft draft, TokenKind kind) {
    if (!draft.begun) {
      draft.begun = true;
      draft.line = scanner.line();
      draft.column = scanner.column();
    }
    draft.content |= kind != TokenKind.HINT;
    draft.end = in.length();
    if (blocks.watching()) {
      String text = isShort(kind) ? scanner.text() : "";
      blocks.see(
          kind, kind == TokenKind.WORD ? text.toUpperCase(Locale.ROOT) : text, scanner.position());
    }
  }

  private static boolean isShort(TokenKind kind) {
    return kind == TokenKind.WORD || kind == TokenKind.OPERATOR || kind == TokenKind.TERMINATOR;
  }

  private Statement ended(Draft draft) {
    if (blocks instanceof PostgreSqlBlocks postgres && postgres.copiesFromStdin()) {
      CopyBlock block = CopyBlock.after(in, draft.end, in.position(draft.line, draft.column));
      return copied(block);
    }
    return statement(draft);
  }

  private @Nullable Statement atEnd(Draft draft) {
    SourcePosition opened = blocks.openedAt();
    if (blocks.open() && opened != null) {
      throw new SqlSyntaxException(opened, "the body that opens here is never closed");
    }
    if (blocks instanceof PostgreSqlBlocks postgres && postgres.copiesFromStdin()) {
      throw CopyBlock.missing(in.position(draft.line, draft.column));
    }
    return draft.content ? statement(draft) : null;
  }

  private Statement statement(Draft draft) {
    String text = in.out().substring(0, draft.end);
    in.cut(0);
    return new Statement(++count, text, draft.line, draft.column);
  }

  private Statement copied(CopyBlock block) {
    Statement statement = block.next(++count);
    copy = block.hasMore() ? block : null;
    return statement;
  }

  @Override
  public void close() {
    scanner.close();
  }

  /** The statement that is being read. */
  private static final class Draft {
    private boolean begun;
    private boolean content;
    private int line;
    private int column;
    private int end;
  }
}
