package eu.dihya.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells that are Markdown already. */
final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();

  MarkdownTable(List<String> heads) {
    lines.add(line(heads));
    lines.add(line(heads.stream().map(head -> "---").toList()));
  }

  MarkdownTable row(String... cells) {
    lines.add(line(List.of(cells)));
    return this;
  }

  List<String> lines() {
    return lines;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
