package eu.dihya.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A digest of the values that a migration used, so that a later change of one of them can be told.
 */
public final class PlaceholderDigest {
  private PlaceholderDigest() {}

  /**
   * SHA-256, hex, over name and value of each used placeholder in the order of names; values that
   * are not used do not matter, nor does one that is missing.
   */
  public static String of(Set<String> used, Map<String, String> values) {
    List<String> parts = new ArrayList<>();
    for (String name : new TreeSet<>(used)) {
      String value = values.get(name);
      if (value != null) {
        parts.add(name);
        parts.add(value);
      }
    }
    return Sha256.ofParts(parts);
  }
}
