package eu.dihya.tenants;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads references to secrets. */
public final class SecretRefs {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "env:[A-Za-z_][A-Za-z0-9_]*|file:\\S(?:.*\\S)?|sealed:[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

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
    int colon = text.indexOf(':');
    return Optional.of(new SecretRef(text.substring(0, colon), text.substring(colon + 1)));
  }
}
