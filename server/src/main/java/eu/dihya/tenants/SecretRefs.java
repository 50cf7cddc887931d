package eu.dihya.tenants;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads references to secrets. */
public final class SecretRefs {
  private static final Pattern REFERENCE =
      Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)|file:(\\S(?:.*\\S)?)");

  private SecretRefs() {}

  /**
   * The reference, or empty when it is none. What was written may be a secret and must not be
   * shown.
   */
  public static Optional<SecretRef> parse(String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        reference.group(1) == null
            ? new SecretRef("file", reference.group(2))
            : new SecretRef("env", reference.group(1)));
  }
}
