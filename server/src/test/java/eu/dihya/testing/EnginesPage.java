package eu.dihya.testing;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The table of {@code docs/engines.md}: a column for each engine and series. */
public final class EnginesPage {
  private static final Path PAGE = Path.of("").toAbsolutePath().resolve("../docs/engines.md");

  private EnginesPage() {}

  /** A column's heading. */
  public record Column(Engine engine, String series) {
    static Column of(String heading) {
      String[] words = heading.split(" ", 2);
      Engine engine =
          Arrays.stream(Engine.values())
              .filter(each -> each.name().equalsIgnoreCase(words[0]))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no engine is called " + words[0]));
      return new Column(engine, words[1]);
    }
  }

  /** The versions that tests start, as the page names them. */
  public static List<String> started(Engine engine) {
    return row("started in tests as").entrySet().stream()
        .filter(cell -> cell.getKey().engine() == engine)
        .map(cell -> cell.getValue().split(" ", 2)[0])
        .toList();
  }

  /** The cells of a row, by column. */
  public static Map<Column, String> row(String name) {
    List<String> columns = cells(lines().getFirst());
    List<String> cells =
        lines().stream()
            .map(EnginesPage::cells)
            .filter(row -> row.getFirst().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the table has no row '" + name + "'"));
    Map<Column, String> row = new LinkedHashMap<>();
    IntStream.range(1, columns.size())
        .forEach(i -> row.put(Column.of(columns.get(i)), cells.get(i)));
    return row;
  }

  /** All names of rows. */
  public static List<String> rows() {
    return lines().stream().skip(2).map(line -> cells(line).getFirst()).toList();
  }

  private static List<String> lines() {
    try (var lines = Files.lines(PAGE)) {
      return lines
          .dropWhile(line -> !line.startsWith("| claim |"))
          .takeWhile(line -> line.startsWith("|"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.length() - 1);
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }
}
