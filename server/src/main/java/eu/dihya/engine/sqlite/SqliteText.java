package eu.dihya.engine.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a definition as SQLite stores it: the way its author wrote it, with renames patched in. Reduced to tokens
 * that do not depend on blanks, comments, letter case or the kind of identifier quotes.
 */
final class SqliteText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)(?<skip>\\s+|--[^\\n]*+|/\\*.*?(?:\\*/|$))|(?<string>[xX]?'[^']*+(?:''[^']*+)*+')"
              + "|\"(?<double>[^\"]*+(?:\"\"[^\"]*+)*+)\"|`(?<back>[^`]*+)`|\\[(?<square>[^\\]]*+)\\]"
              + "|(?<word>[\\w$]++)|(?<mark>\\|\\||<=|>=|<>|!=|==|<<|>>|->>|->|.)");

  private SqliteText() {}

  static List<String> tokens(String sql) {
    var tokens = new ArrayList<String>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      if (matcher.group("skip") == null) {
        tokens.add(token(matcher));
      }
    }
    return tokens;
  }

  static String normal(String sql) {
    return String.join(" ", tokens(sql));
  }

  /** The definitions between the outermost parentheses of a {@code CREATE TABLE}, each as tokens. */
  static List<List<String>> elements(List<String> table) {
    var elements = new ArrayList<List<String>>();
    var element = new ArrayList<String>();
    int depth = 0;
    for (String token : table) {
      depth += token.equals(")") ? -1 : 0;
      if (depth == 0 && token.equals(")") && !element.isEmpty()) {
        elements.add(List.copyOf(element));
        element.clear();
      } else if (depth == 1 && token.equals(",")) {
        elements.add(List.copyOf(element));
        element.clear();
      } else if (depth > 0) {
        element.add(token);
      }
      depth += token.equals("(") ? 1 : 0;
    }
    return elements;
  }

  /** The tokens inside the parentheses that open at the given index. */
  static List<String> group(List<String> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
      if (depth == 0) {
        return tokens.subList(Math.min(open + 1, i), i);
      }
    }
    return List.of();
  }

  private static String token(Matcher matcher) {
    String string = matcher.group("string");
    if (string != null) {
      return string;
    }
    for (String quoted : List.of("double", "back", "square")) {
      String name = matcher.group(quoted);
      if (name != null) {
        return name.replace("\"\"", "\"").toLowerCase(Locale.ROOT);
      }
    }
    return matcher.group().toLowerCase(Locale.ROOT);
  }
}
