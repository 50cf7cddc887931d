package eu.dihya.app;

/** What the records of the configuration require of their values. */
final class Checks {
  private Checks() {}

  static void holds(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
