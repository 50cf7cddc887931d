package eu.dihya.engine;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of scratch databases. They tell when they were made, because not every engine does. */
public final class ScratchName {
  public static final String PREFIX = "dihya_scratch_";

  private static final Pattern NAME =
      Pattern.compile(PREFIX + "([0-9a-f]{12})[0-9a-f]{20}(\\.db)?");

  private ScratchName() {}

  /** A name that nobody else has. */
  public static String madeAt(Instant now) {
    String random = UUID.randomUUID().toString().replace("-", "");
    return PREFIX + HexFormat.of().toHexDigits(now.toEpochMilli(), 12) + random.substring(12);
  }

  /** When a scratch of this name was made; empty for any other name. */
  public static Optional<Instant> timeOf(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(matcher.group(1))))
        : Optional.empty();
  }
}
