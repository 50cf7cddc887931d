package eu.dihya.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A migration's version: a list of integers with the text it was written as. {@code 20250522_1200},
 * {@code 7} and {@code 1.2.1} are all versions; comparison and equality look at the integers alone,
 * so {@code 1.0} and {@code 1_0} are the same version, and {@code 001} equals {@code 1}.
 */
public final class MigrationVersion implements Comparable<MigrationVersion> {
  /** Of one number, so that it fits a long. */
  private static final int MOST_DIGITS = 18;

  private final List<Long> parts;
  private final String text;

  private MigrationVersion(List<Long> parts, String text) {
    this.parts = parts;
    this.text = text;
  }

  /** Whether the text can be read as a version. */
  public static boolean isVersion(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (digits > 0 && (c == '.' || c == '_')) {
        digits = 0;
      } else {
        return false;
      }
      if (digits > MOST_DIGITS) {
        return false;
      }
    }
    return digits > 0;
  }

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException when {@link #isVersion} says no
   */
  public static MigrationVersion of(String text) {
    if (!isVersion(text)) {
      throw new IllegalArgumentException(
          "not a version: '" + text + "' (digits, separated by '_' or '.')");
    }
    List<Long> parts = new ArrayList<>(2);
    long part = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '_') {
        parts.add(part);
        part = 0;
      } else {
        part = part * 10 + (c - '0');
      }
    }
    parts.add(part);
    return new MigrationVersion(List.copyOf(parts), text);
  }

  @Override
  public int compareTo(MigrationVersion other) {
    return compareParts(parts, other.parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MigrationVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    int end = parts.size();
    while (end > 0 && parts.get(end - 1) == 0) {
      end--;
    }
    return parts.subList(0, end).hashCode();
  }

  /** The text as it was written in the file's name. */
  @Override
  public String toString() {
    return text;
  }

  private static int compareParts(List<Long> left, List<Long> right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      long a = i < left.size() ? left.get(i) : 0;
      long b = i < right.size() ? right.get(i) : 0;
      if (a != b) {
        return Long.compare(a, b);
      }
    }
    return 0;
  }
}
