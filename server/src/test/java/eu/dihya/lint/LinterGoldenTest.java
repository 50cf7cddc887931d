package eu.dihya.lint;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.catalog.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each text in {@code lint/} is a workspace and what the rules find in it. */
class LinterGoldenTest {
  private static final Path FIXTURES = Path.of("src/test/resources/lint");

  @TestFactory
  List<DynamicTest> findsWhatIsExpected(@TempDir Path temp) throws IOException {
    try (Stream<Path> texts = Files.list(FIXTURES)) {
      return texts
          .sorted()
          .map(
              text ->
                  DynamicTest.dynamicTest(text.getFileName().toString(), () -> check(text, temp)))
          .toList();
    }
  }

  @Test
  void eachRuleIsFoundInOneOfTheTexts() throws IOException {
    var found = new TreeSet<String>();
    try (Stream<Path> texts = Files.list(FIXTURES)) {
      for (Path text : texts.toList()) {
        Fixture.read(text).expected().lines().forEach(line -> found.add(line.split(" ", 3)[1]));
      }
    }
    assertThat(found).containsAll(Rules.ids());
  }

  private static void check(Path text, Path temp) throws IOException {
    Fixture fixture = Fixture.read(text);
    Path workspace = fixture.write(temp.resolve(text.getFileName()));
    Catalog catalog =
        CatalogLoader.load(workspace, workspace.resolve("migrations"), fixture.engines());
    var out = new StringBuilder();
    for (Finding finding : new Linter(catalog, fixture.engines()).lint(catalog.migrations())) {
      out.append(finding.severity().code()).append(' ').append(finding.rule()).append(' ');
      out.append(finding.position()).append(": ").append(finding.message()).append('\n');
    }
    if (Boolean.getBoolean("golden.write")) {
      String input = Files.readString(text).split("(?m)^=== expected\n", 2)[0];
      Files.writeString(text, input + "=== expected\n" + out);
    }
    assertThat(out).hasToString(fixture.expected());
  }
}
