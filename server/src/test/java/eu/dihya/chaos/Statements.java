package eu.dihya.chaos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What is known of the texts of statements. */
final class Statements {
  private static final Pattern REPEATABLE =
      Pattern.compile("(VACUUM|ANALYZE|REINDEX|DROP INDEX CONCURRENTLY IF EXISTS)\\b.*");

  private Statements() {}

  /** The hash by which the journal knows a statement. */
  static String id(String sql) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The hash in the detail of an event. */
  static String idIn(Trace.Event event) {
    return event.detail().split(" ", 2)[0];
  }

  /** Whether a statement of which a trace tells may run as often as one likes. */
  static boolean isRepeatable(Trace.Event sent) {
    return REPEATABLE.matcher(sent.detail().split(" ", 2)[1]).matches();
  }
}
