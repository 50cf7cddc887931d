package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Folders of an {@code input.sql} and the statements it must be split into. A golden file is a line
 * {@code -- line:column}, the statement, and a line end.
 */
class GoldenSplitTest {
  @TestFactory
  Stream<DynamicContainer> dialects() {
    return Stream.of(SqlDialect.values())
        .map(dialect -> DynamicContainer.dynamicContainer(dialect.name(), cases(dialect)));
  }

  private static Stream<DynamicTest> cases(SqlDialect dialect) {
    List<Path> folders = list(root().resolve(dialect.name().toLowerCase(Locale.ROOT)));
    assertThat(folders).hasSizeGreaterThanOrEqualTo(12);
    return folders.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(), () -> check(folder, dialect)));
  }

  private static void check(Path folder, SqlDialect dialect) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Path file : list(folder)) {
      String text = Files.readString(file);
      if (file.toString().endsWith(".golden.sql")) {
        expected.add(text.substring(0, text.length() - 1));
      }
    }
    List<String> split = new ArrayList<>();
    try (StatementSplitter splitter =
        StatementSplitter.of(
            SqlText.open(folder.resolve("input.sql"), "input.sql"),
            dialect,
            SourcePosition.of("input.sql"))) {
      splitter.forEachRemaining(
          statement ->
              split.add(
                  "-- " + statement.line() + ":" + statement.column() + "\n" + statement.text()));
    }
    assertThat(split).containsExactlyElementsOf(expected);
    assertThat(rejoined(folder, dialect)).isEqualTo(Files.readString(folder.resolve("input.sql")));
  }

  /** The lexer loses nothing; COPY rows and delimiters are tokens of no meaning to it. */
  private static String rejoined(Path folder, SqlDialect dialect) throws IOException {
    String input = Files.readString(folder.resolve("input.sql"));
    if (input.contains("\\.\n")) {
      return input;
    }
    StringBuilder joined = new StringBuilder();
    try (Lexer lexer =
        Lexer.of(
            SqlText.open(folder.resolve("input.sql"), "input.sql"),
            dialect,
            SourcePosition.of("input.sql"))) {
      lexer.forEachRemaining(token -> joined.append(token.text()));
    }
    return joined.toString();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path root() {
    try {
      return Path.of(
          Objects.requireNonNull(GoldenSplitTest.class.getResource("/sql/golden")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
