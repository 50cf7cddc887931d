package eu.dihya.lint;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The beginning of a statement as words: keywords in upper case, quoted names without quotes and
 * marked as such, marks as they are. Immutable.
 */
public final class Words {
  private static final int ENOUGH = 2000;
  private static final Set<String> BEFORE_A_NAME =
      Set.of("IF", "NOT", "EXISTS", "ONLY", "CONCURRENTLY");

  private final List<Word> words;

  /** A word; {@code plain} unless it is a name in quotes or a string. */
  private record Word(String text, boolean plain, boolean name) {
    boolean is(String other) {
      return plain && text.equalsIgnoreCase(other);
    }
  }

  private Words(List<Word> words) {
    this.words = List.copyOf(words);
  }

  static Words of(String sql, SqlDialect dialect) {
    List<Word> words = new ArrayList<>();
    boolean touching = false;
    try (Lexer lexer = Lexer.of(sql, dialect, SourcePosition.of(""))) {
      while (lexer.hasNext() && words.size() < ENOUGH) {
        Token token = lexer.next();
        boolean part = token.kind() == TokenKind.WORD || token.kind() == TokenKind.PLACEHOLDER;
        if (part && touching) {
          // ${tenant.id}_orders is one name.
          words.add(new Word(words.removeLast().text() + token.text(), false, true));
        } else {
          word(token).ifPresent(words::add);
        }
        touching = part;
      }
    }
    return new Words(words);
  }

  private static Optional<Word> word(Token token) {
    return switch (token.kind()) {
      case COMMENT, WHITESPACE, HINT -> Optional.empty();
      case QUOTED_IDENTIFIER -> {
        String inner = token.text().substring(1, token.text().length() - 1);
        yield Optional.of(new Word(inner, false, true));
      }
      case STRING -> Optional.of(new Word("'", false, false));
      case WORD, PLACEHOLDER ->
          Optional.of(new Word(token.text(), token.kind() == TokenKind.WORD, true));
      case NUMBER, OPERATOR, PARAMETER, EXECUTABLE_COMMENT, TERMINATOR ->
          Optional.of(new Word(token.text(), true, false));
    };
  }

  /** Whether these words follow one another. */
  boolean has(String... sequence) {
    return indexOf(sequence) >= 0;
  }

  /** Whether it begins with these words. */
  boolean begin(String... sequence) {
    return matches(0, sequence);
  }

  /** Whether one of these is called as a function. */
  Optional<String> call(Set<String> functions) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i + 1).is("(")
          && functions.contains(words.get(i).text().toLowerCase(Locale.ROOT))) {
        return Optional.of(words.get(i).text());
      }
    }
    return Optional.empty();
  }

  /** The word at a place, in upper case; empty text past the end. */
  String at(int index) {
    return index < words.size() ? words.get(index).text().toUpperCase(Locale.ROOT) : "";
  }

  /** The table of {@code CREATE/ALTER/DROP/TRUNCATE TABLE} and {@code CREATE INDEX … ON}. */
  Optional<String> table() {
    int index = has("INDEX") && begin("CREATE") ? indexOf("ON") : indexOf("TABLE");
    return index < 0 ? Optional.empty() : name(skipped(index + 1));
  }

  /** The actions of {@code ALTER TABLE}, which commas part; empty for another statement. */
  List<Words> actions() {
    if (!begin("ALTER") || !has("TABLE")) {
      return List.of();
    }
    List<Words> actions = new ArrayList<>();
    int depth = 0;
    int start = nameEnd(skipped(indexOf("TABLE") + 1));
    for (int i = start; i <= words.size(); i++) {
      boolean end = i == words.size();
      depth += !end && words.get(i).is("(") ? 1 : !end && words.get(i).is(")") ? -1 : 0;
      if (end || depth == 0 && words.get(i).is(",")) {
        actions.add(new Words(words.subList(start, i)));
        start = i + 1;
      }
    }
    return actions;
  }

  private int indexOf(String... sequence) {
    for (int i = 0; i < words.size(); i++) {
      if (matches(i, sequence)) {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(int from, String... sequence) {
    if (from + sequence.length > words.size()) {
      return false;
    }
    for (int i = 0; i < sequence.length; i++) {
      if (!words.get(from + i).is(sequence[i])) {
        return false;
      }
    }
    return true;
  }

  private int skipped(int from) {
    int index = from;
    while (index < words.size() && words.get(index).plain() && BEFORE_A_NAME.contains(at(index))) {
      index++;
    }
    return index;
  }

  /** The index after a name with its qualifiers. */
  private int nameEnd(int from) {
    int end = Math.min(from + 1, words.size());
    while (end + 1 < words.size() && words.get(end).is(".")) {
      end += 2;
    }
    return end;
  }

  private Optional<String> name(int from) {
    if (from >= words.size() || !words.get(from).name()) {
      return Optional.empty();
    }
    return Optional.of(
        String.join("", words.subList(from, nameEnd(from)).stream().map(Word::text).toList()));
  }
}
