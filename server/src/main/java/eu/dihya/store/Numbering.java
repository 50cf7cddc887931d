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

  /** The number of a rollout's id; -1, which no row has, for anything that is not one. */
  static long ofRollout(String id) {
    long number = digits(id, "R-\\d{4,18}");
    return rollout(number).equals(id) ? number : -1;
  }

  /** The number of a plan's id; -1, which no row has, for anything that is not one. */
  static long ofPlan(String id) {
    long number = digits(id, "P-\\d{4,18}");
    return plan(number).equals(id) ? number : -1;
  }

  private static long digits(String id, String form) {
    return id.matches(form) ? Long.parseLong(id.substring(2)) : -1;
  }
}
