package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes a statement that a crash could leave half done apart into statements that it cannot. Pure.
 *
 * <p>MySQL 8.0 has nothing to take apart: with InnoDB every such statement is one transaction of
 * its dictionary. MariaDB since 10.6 reverts or completes each {@code CREATE}, {@code ALTER},
 * {@code DROP} and {@code RENAME} of one object, and a {@code RENAME} of several, which therefore
 * stays whole (taken apart, a swap would have a moment without the table). What it does piece by
 * piece is a {@code DROP} of several objects, {@code CREATE OR REPLACE} of a table or a sequence
 * (drop, then create), and {@code DROP DATABASE}, which cannot be taken apart.
 */
public final class MySqlAtomicity {
  private static final Set<String> DROPPED = Set.of("TABLE", "TABLES", "VIEW", "SEQUENCE");
  private static final Set<String> REPLACED = Set.of("TABLE", "SEQUENCE");

  private MySqlAtomicity() {}

  /** The statements to run in this order; the given one alone when it needs no taking apart. */
  public static List<String> parts(String sql, Engine engine) {
    if (engine != Engine.MARIADB) {
      return List.of(sql);
    }
    List<Token> tokens = significant(sql);
    if (isWords(tokens, "DROP") && tokens.size() > 2 && DROPPED.contains(tokens.get(1).keyword())) {
      return drops(sql, tokens);
    }
    boolean replaces =
        isWords(tokens, "CREATE", "OR", "REPLACE")
            && tokens.size() > 4
            && REPLACED.contains(tokens.get(3).keyword());
    return replaces ? replacement(sql, tokens) : List.of(sql);
  }

  private static List<String> drops(String sql, List<Token> tokens) {
    List<Token> rest = tokens.subList(2, tokens.size());
    boolean lenient = isWords(rest, "IF", "EXISTS");
    Names names = Names.read(lenient ? rest.subList(2, rest.size()) : rest);
    if (names.list().size() < 2) {
      return List.of(sql);
    }
    String kind = tokens.get(1).keyword().replace("TABLES", "TABLE");
    String start = "DROP " + kind + (lenient ? " IF EXISTS " : " ");
    return names.list().stream().map(name -> start + name + names.tail()).toList();
  }

  private static List<String> replacement(String sql, List<Token> tokens) {
    Names names = Names.read(tokens.subList(4, tokens.size()));
    if (names.list().isEmpty()) {
      return List.of(sql);
    }
    String drop =
        "DROP %s IF EXISTS %s".formatted(tokens.get(3).keyword(), names.list().getFirst());
    return List.of(drop, "CREATE" + sql.substring(afterReplace(sql)));
  }

  private static boolean isWords(List<Token> tokens, String... words) {
    return tokens.size() >= words.length
        && IntStream.range(0, words.length).allMatch(i -> tokens.get(i).isWord(words[i]));
  }

  private static int afterReplace(String sql) {
    int at = 0;
    for (Token token : tokens(sql)) {
      at += token.text().length();
      if (token.isWord("REPLACE")) {
        return at;
      }
    }
    throw new IllegalStateException("no REPLACE in a statement that begins with CREATE OR REPLACE");
  }

  private static List<Token> significant(String sql) {
    return tokens(sql).stream().filter(token -> !token.kind().isIgnorable()).toList();
  }

  private static List<Token> tokens(String sql) {
    List<Token> tokens = new ArrayList<>();
    try (Lexer lexer =
        Lexer.of(new StringReader(sql), SqlDialect.MARIADB, SourcePosition.of("statement"))) {
      lexer.forEachRemaining(tokens::add);
    }
    return tokens;
  }

  /**
   * Names with a comma between each, and the words after the last.
   *
   * @param tail begins with a blank when it is not empty
   */
  private record Names(List<String> list, String tail) {
    static Names read(List<Token> tokens) {
      List<String> names = new ArrayList<>();
      int at = 0;
      while (at < tokens.size() && isName(tokens.get(at))) {
        StringBuilder name = new StringBuilder(tokens.get(at++).text());
        while (at + 1 < tokens.size() && tokens.get(at).isMark(".")) {
          name.append('.').append(tokens.get(at + 1).text());
          at += 2;
        }
        names.add(name.toString());
        if (at < tokens.size() && tokens.get(at).isMark(",")) {
          at++;
        } else {
          break;
        }
      }
      StringBuilder tail = new StringBuilder();
      tokens.subList(at, tokens.size()).forEach(token -> tail.append(' ').append(token.text()));
      return new Names(names, tail.toString());
    }

    private static boolean isName(Token token) {
      return token.kind() == TokenKind.WORD || token.kind() == TokenKind.QUOTED_IDENTIFIER;
    }
  }
}
