package eu.dihya.store;

/** Ids that people say aloud: {@code R-0001}, {@code P-0001}. */
final class Numbering {
  private Numbering() {}

  static String rollout(long number) {
    return "R-%04d".formatted(number);
  }

  static String plan(long number) {
    return "P-%04d".formatted(number);
  }

  /** The number in an id; -1, which no row has, for anything that is not one. */
  static long number(String id) {
    return id.matches("[RP]-\\d{4,18}") ? Long.parseLong(id.substring(2)) : -1;
  }
}
