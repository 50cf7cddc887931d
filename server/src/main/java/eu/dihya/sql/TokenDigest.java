package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of what a script does. Two scripts that differ only by comments, blanks, line ends or
 * {@code DELIMITER} have the same; the case of words counts.
 */
public final class TokenDigest {
  private static final byte[] STATEMENT_END = {0};

  private final MessageDigest digest;
  private final SqlDialect dialect;

  private TokenDigest(SqlDialect dialect) {
    this.digest = sha256();
    this.dialect = dialect;
  }

  /**
   * A digest of statements that are added one by one, for a script that is read for other reasons
   * too.
   */
  public static TokenDigest of(SqlDialect dialect) {
    return new TokenDigest(dialect);
  }

  /**
   * SHA-256 in lower-case hexadecimal. Reads as it goes and closes the reader.
   *
   * @throws SqlSyntaxException when the text cannot be split; positions are counted from 1:1 of the
   *     reader
   */
  public static String sha256(Reader reader, SqlDialect dialect) {
    return sha256(reader, dialect, new SourcePosition("", 1, 1));
  }

  /** The same, with the position of the reader's first character for messages. */
  public static String sha256(Reader reader, SqlDialect dialect, SourcePosition start) {
    TokenDigest tokens = new TokenDigest(dialect);
    try (StatementSplitter splitter = StatementSplitter.of(reader, dialect, start)) {
      while (splitter.hasNext()) {
        tokens.add(splitter.next());
      }
    }
    return tokens.hex();
  }

  /** SHA-256 of what was added, in lower-case hexadecimal; ends the digest. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Adds the next statement. */
  public void add(Statement statement) {
    tokens(statement.sql());
    statement.copyData().ifPresent(this::piece);
    digest.update(STATEMENT_END);
  }

  private void tokens(String sql) {
    Lexer lexer = Lexer.of(sql, dialect, SourcePosition.of(""));
    while (lexer.hasNext()) {
      Token token = lexer.next();
      if (token.kind() == TokenKind.EXECUTABLE_COMMENT) {
        piece(token.text().substring(0, ExecutableComment.contentStart(token.text())));
        tokens(ExecutableComment.content(token.text()));
        piece("*/");
      } else if (!token.kind().isIgnorable()) {
        piece(token.text());
      }
    }
  }

  /** Its length goes first, so that no two sequences of pieces look alike. */
  private void piece(String text) {
    byte[] bytes =
        (text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n"))
            .getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
