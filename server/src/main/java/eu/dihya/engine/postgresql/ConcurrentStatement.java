package eu.dihya.engine.postgresql;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The statements that PostgreSQL refuses inside a transaction and whose outcome can be read from
 * its catalogue. Pure.
 */
sealed interface ConcurrentStatement {
  /**
   * {@code CREATE INDEX CONCURRENTLY} with a name.
   *
   * @param name as the catalogue holds it
   * @param table as it is written, with its schema where it has one
   * @param definition all that follows the table's name
   */
  record CreateIndex(boolean unique, String name, String table, String definition)
      implements ConcurrentStatement {}

  /** {@code DROP INDEX CONCURRENTLY}; the index as it is written. */
  record DropIndex(String index) implements ConcurrentStatement {}

  /**
   * {@code REINDEX … CONCURRENTLY}: of one index, of one table's, or of all where the name is
   * another one's.
   */
  record Reindex(String kind, String name) implements ConcurrentStatement {}

  /** {@code ALTER TABLE … DETACH PARTITION … CONCURRENTLY}; both as they are written. */
  record DetachPartition(String table, String partition) implements ConcurrentStatement {}

  /**
   * {@code CREATE} or {@code DROP} of a database or a tablespace; the name as the catalogue holds
   * it.
   */
  record Whole(Type type, boolean created, String name) implements ConcurrentStatement {
    /** What the server as a whole has. */
    enum Type {
      DATABASE,
      TABLESPACE;

      String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /** What may be run as often as one likes. */
  record Repeatable() implements ConcurrentStatement {}

  /** What the statement is; empty when it is none of these. */
  static Optional<ConcurrentStatement> of(String sql) {
    Words words = new Words(sql);
    if (words.accept("VACUUM") || words.accept("ANALYZE") || words.accept("CHECKPOINT")) {
      return Optional.of(new Repeatable());
    }
    if (words.accept("CREATE")) {
      return whole(words, true).or(() -> createIndex(words));
    }
    if (words.accept("DROP", "INDEX", "CONCURRENTLY")) {
      words.accept("IF", "EXISTS");
      return Optional.of(new DropIndex(words.name()));
    }
    if (words.accept("DROP")) {
      return whole(words, false);
    }
    if (words.accept("REINDEX")) {
      return Optional.of(reindex(words));
    }
    return words.accept("ALTER", "TABLE") ? detach(words) : Optional.empty();
  }

  private static Optional<ConcurrentStatement> whole(Words words, boolean created) {
    for (Whole.Type type : Whole.Type.values()) {
      if (words.accept(type.name())) {
        words.accept("IF", "EXISTS");
        return Optional.of(new Whole(type, created, Words.plain(words.name())));
      }
    }
    return Optional.empty();
  }

  private static Optional<ConcurrentStatement> createIndex(Words words) {
    boolean unique = words.accept("UNIQUE");
    if (!words.accept("INDEX", "CONCURRENTLY")) {
      return Optional.empty();
    }
    words.accept("IF", "NOT", "EXISTS");
    if (words.accept("ON")) {
      return Optional.empty();
    }
    String name = Words.plain(words.name());
    words.accept("ON");
    words.accept("ONLY");
    String table = words.name();
    return Optional.of(new CreateIndex(unique, name, table, words.rest()));
  }

  private static ConcurrentStatement reindex(Words words) {
    words.skipParenthesis();
    String kind = words.take();
    words.accept("CONCURRENTLY");
    return new Reindex(kind.toUpperCase(Locale.ROOT), words.name());
  }

  private static Optional<ConcurrentStatement> detach(Words words) {
    words.accept("IF", "EXISTS");
    String table = words.name();
    if (!words.accept("DETACH", "PARTITION")) {
      return Optional.empty();
    }
    String partition = words.name();
    return words.accept("CONCURRENTLY")
        ? Optional.of(new DetachPartition(table, partition))
        : Optional.empty();
  }

  /** The tokens of a statement, taken one after the other. */
  final class Words {
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Words(String sql) {
      try (Lexer lexer =
          Lexer.of(new StringReader(sql), SqlDialect.POSTGRESQL, SourcePosition.of(""))) {
        lexer.forEachRemaining(tokens::add);
      }
      skipBlank();
    }

    boolean accept(String... words) {
      int before = at;
      for (String word : words) {
        if (at >= tokens.size() || !tokens.get(at).isWord(word)) {
          at = before;
          return false;
        }
        next();
      }
      return true;
    }

    String take() {
      if (at >= tokens.size()) {
        return "";
      }
      String text = tokens.get(at).text();
      next();
      return text;
    }

    /** A name with its schema, as it is written. */
    String name() {
      StringBuilder name = new StringBuilder(take());
      while (at + 1 < tokens.size() && tokens.get(at).isMark(".")) {
        name.append(take()).append(take());
      }
      return name.toString();
    }

    void skipParenthesis() {
      if (at < tokens.size() && tokens.get(at).isMark("(")) {
        while (at < tokens.size() && !tokens.get(at).isMark(")")) {
          next();
        }
        next();
      }
    }

    String rest() {
      StringBuilder rest = new StringBuilder();
      tokens.subList(Math.min(at, tokens.size()), tokens.size()).stream()
          .filter(token -> token.kind() != TokenKind.TERMINATOR)
          .forEach(token -> rest.append(token.text()));
      return rest.toString();
    }

    /** A name as the catalogue holds it. */
    static String plain(String written) {
      return written.startsWith("\"")
          ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
          : written.toLowerCase(Locale.ROOT);
    }

    private void next() {
      at++;
      skipBlank();
    }

    private void skipBlank() {
      while (at < tokens.size() && tokens.get(at).kind().isIgnorable()) {
        at++;
      }
    }
  }
}
