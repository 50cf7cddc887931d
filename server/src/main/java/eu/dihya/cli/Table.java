package eu.dihya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under titles, aligned by what a terminal shows. Not thread-safe. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> titles) {
    rows.add(List.copyOf(titles));
  }

  void add(List<String> cells) {
    rows.add(cells.stream().map(DisplayText::oneLine).toList());
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(i -> rows.stream().mapToInt(row -> DisplayText.width(row.get(i))).max().orElse(0))
            .toArray();
    return String.join("\n", rows.stream().map(row -> line(row, widths)).toList());
  }

  private static String line(List<String> row, int[] widths) {
    List<String> cells =
        IntStream.range(0, row.size())
            .mapToObj(i -> DisplayText.pad(row.get(i), widths[i]))
            .toList();
    return String.join(GAP, cells).stripTrailing();
  }
}
