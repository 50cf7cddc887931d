package eu.dihya.sql;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a placeholder, and so what may be inserted there without becoming a part of
 * something else.
 *
 * @param quoted whether it stands inside a quote
 * @param before what directly precedes it, an empty operator when nothing does
 * @param beforeBlank the last token before it that is neither blank nor comment
 * @param after what directly follows it
 * @param tags of the dollar quotes that it stands in
 */
record Surroundings(
    boolean quoted, Token before, Token beforeBlank, Token after, List<String> tags) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Token NOTHING = new Token(TokenKind.OPERATOR, "", 0, 0);
  private static final Set<TokenKind> WOULD_MERGE =
      EnumSet.of(
          TokenKind.WORD,
          TokenKind.NUMBER,
          TokenKind.STRING,
          TokenKind.QUOTED_IDENTIFIER,
          TokenKind.PARAMETER,
          TokenKind.PLACEHOLDER);

  static Surroundings insideQuote() {
    return new Surroundings(true, NOTHING, NOTHING, NOTHING, List.of());
  }

  static Surroundings between(List<Token> tokens, int at, List<String> tags) {
    int last = at - 1;
    while (last >= 0 && tokens.get(last).kind().isIgnorable()) {
      last--;
    }
    Token significant = last < 0 ? NOTHING : tokens.get(last);
    Token before = at == 0 ? NOTHING : tokens.get(at - 1);
    Token after = at + 1 == tokens.size() ? NOTHING : tokens.get(at + 1);
    return new Surroundings(false, before, significant, after, tags);
  }

  /** Why this value may not be inserted here; empty when it may. */
  Optional<String> objection(Placeholders.Form form, String value, SqlDialect dialect) {
    return Optional.ofNullable(
        form == Placeholders.Form.PLAIN ? plain(value) : inQuotes(form, value, dialect));
  }

  private @Nullable String plain(String value) {
    if (!PLAIN.matcher(value).matches()) {
      return "the value may only have letters, digits, '_', '.' and '-'; use the form literal or"
          + " identifier";
    }
    if (quoted) {
      return null;
    }
    boolean comment =
        value.contains("--")
            || value.startsWith("-") && before.text().endsWith("-")
            || value.endsWith("-") && after.text().startsWith("-");
    if (comment) {
      return "the value would begin a comment here";
    }
    return after.kind() == TokenKind.STRING
        ? "the value would become the prefix of the string that follows"
        : null;
  }

  private @Nullable String inQuotes(Placeholders.Form form, String value, SqlDialect dialect) {
    if (quoted) {
      return "this form adds quotes and cannot stand inside a quote";
    }
    if (value.indexOf('\0') >= 0 || value.isEmpty() && form == Placeholders.Form.IDENTIFIER) {
      return "the value is empty or has a NUL character";
    }
    boolean prefixed = before.isMark("&") || beforeBlank.kind() == TokenKind.STRING;
    if (prefixed || WOULD_MERGE.contains(before.kind()) || WOULD_MERGE.contains(after.kind())) {
      return "this form must not touch a word or follow a string, or its quotes would mean"
          + " something else";
    }
    String inserted = Quoting.of(form, value, dialect);
    boolean closes = tags.stream().anyMatch(inserted::contains);
    return closes
        ? "the value contains the dollar quote that it stands in; choose another tag"
        : null;
  }
}
