package eu.dihya.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that shows the table. */
final class Page {
  private static final String BEGIN = "<!-- bench:begin -->\n";
  private static final String END = "<!-- bench:end -->";

  private Page() {}

  static void write(Path page, String table) throws IOException {
    Files.writeString(page, between(Files.readString(page), table));
  }

  /**
   * The page with the table between its marks.
   *
   * @throws IllegalArgumentException when it has no marks
   */
  static String between(String page, String table) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END, begin);
    if (begin < 0 || end < 0) {
      throw new IllegalArgumentException("the page has no marks for the table");
    }
    return page.substring(0, begin) + BEGIN + table + page.substring(end);
  }
}
