package eu.dihya.bench;

import java.util.List;
import java.util.Locale;

/** The median of some numbers, and how far they lie apart. */
record Spread(double median, double least, double most) {
  /**
   * @throws IllegalArgumentException when there are none
   */
  static Spread of(List<Double> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("no numbers");
    }
    List<Double> sorted = numbers.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(median, sorted.getFirst(), sorted.getLast());
  }

  /** {@code 2.31 (2.20–2.44)}; the range only where there is one. */
  String text() {
    return least == most
        ? number(median)
        : "%s (%s–%s)".formatted(number(median), number(least), number(most));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
