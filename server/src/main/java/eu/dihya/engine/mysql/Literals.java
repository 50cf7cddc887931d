package eu.dihya.engine.mysql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Our own statements with their arguments written out: preparing a statement would cost a round
 * trip more than running it. Right under every {@code sql_mode} and character set that a migration
 * may have left behind. Pure.
 */
final class Literals {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /** A text, a name, or a mark; what we write has no backslash in a text. */
  private static final Pattern PIECE = Pattern.compile("'[^']*'|`[^`]*`|\\?");

  private Literals() {}

  /**
   * A statement of ours, in which every question mark stands for an argument but those in texts and
   * names.
   */
  static String bind(String sql, @Nullable Object... arguments) {
    if (arguments.length == 0) {
      return sql;
    }
    StringBuilder bound = new StringBuilder(sql.length() + 32 * arguments.length);
    int used = 0;
    Matcher piece = PIECE.matcher(sql);
    while (piece.find()) {
      boolean mark = piece.group().equals("?");
      if (mark && used == arguments.length) {
        throw new IllegalArgumentException("more marks than arguments: " + sql);
      }
      String text = mark ? of(arguments[used++]) : piece.group();
      piece.appendReplacement(bound, Matcher.quoteReplacement(text));
    }
    if (used < arguments.length) {
      throw new IllegalArgumentException("more arguments than marks: " + sql);
    }
    return piece.appendTail(bound).toString();
  }

  private static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case String text -> text(text);
      case Instant instant -> "'" + MICROS.format(utc(instant)) + "'";
      case Double number -> BigDecimal.valueOf(number).toString();
      case Long number -> number.toString();
      case Boolean flag -> flag ? "TRUE" : "FALSE";
      case byte[] bytes -> "x'" + HexFormat.of().formatHex(bytes) + "'";
      default -> throw new IllegalArgumentException("no argument: " + value.getClass());
    };
  }

  /** A backslash and what is not ASCII mean what the session's settings say, hexadecimal never. */
  static String text(String text) {
    boolean plain =
        text.chars().allMatch(letter -> letter >= ' ' && letter < 127 && letter != '\\');
    return plain
        ? "'" + text.replace("'", "''") + "'"
        : "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }
}
