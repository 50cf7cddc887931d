package eu.dihya.cli;

import java.util.List;

/** Small words for talk. */
final class Words {
  private static final int MOST = 10;

  private Words() {}

  /** {@code 1 tenant}, {@code 2 tenants}. */
  static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** The first ten, and how many more there are. */
  static String some(List<String> all) {
    String first = String.join(", ", all.subList(0, Math.min(MOST, all.size())));
    return all.size() <= MOST ? first : first + " and " + (all.size() - MOST) + " more";
  }
}
