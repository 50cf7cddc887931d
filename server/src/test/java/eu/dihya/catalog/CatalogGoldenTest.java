package eu.dihya.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each text in {@code catalog/} is a workspace and what it is read as: its migrations, or all its
 * problems.
 */
class CatalogGoldenTest {
  private static final Path FIXTURES = Path.of("src/test/resources/catalog");

  @TestFactory
  List<DynamicTest> workspacesAreReadAsExpected(@TempDir Path temp) throws IOException {
    try (Stream<Path> texts = Files.walk(FIXTURES)) {
      return texts
          .filter(text -> text.toString().endsWith(".txt"))
          .sorted()
          .map(
              text ->
                  DynamicTest.dynamicTest(
                      FIXTURES.relativize(text).toString(), () -> check(text, temp)))
          .toList();
    }
  }

  private static void check(Path text, Path temp) throws IOException {
    Fixture fixture = Fixture.read(text);
    Path workspace = fixture.write(temp.resolve(FIXTURES.relativize(text)));
    String read = describe(workspace, fixture);
    if (Boolean.getBoolean("golden.write")) {
      String input = Files.readString(text).split("(?m)^=== expected\n", 2)[0];
      Files.writeString(text, input + "=== expected\n" + read);
    }
    assertThat(read).isEqualTo(fixture.expected());
  }

  private static String describe(Path workspace, Fixture fixture) {
    try {
      Catalog catalog =
          CatalogLoader.load(workspace, workspace.resolve("migrations"), fixture.engines());
      var out = new StringBuilder(catalog.convention().title()).append('\n');
      for (Migration migration : catalog.migrations()) {
        out.append(migration.stream()).append(' ').append(migration.name()).append('\n');
        migration.variants().forEach(file -> describe(catalog, file, out));
      }
      return out.toString();
    } catch (DihyaException e) {
      return e.code() + "\n" + e.text() + "\n";
    }
  }

  private static void describe(Catalog catalog, MigrationFile file, StringBuilder out) {
    String engine = file.engine().map(Engine::code).orElse("*");
    out.append("  ").append(engine).append(' ').append(file.displayName()).append('\n');
    file.header()
        .purpose()
        .ifPresent(line -> out.append("    purpose: ").append(line).append('\n'));
    file.header().impact().ifPresent(line -> out.append("    impact: ").append(line).append('\n'));
    file.header()
        .rollback()
        .ifPresent(line -> out.append("    rollback: ").append(line).append('\n'));
    section(catalog, file, "up", Optional.of(file.up()), out);
    section(catalog, file, "down", file.down(), out);
    section(catalog, file, "verify", file.verify(), out);
  }

  private static void section(
      Catalog catalog,
      MigrationFile file,
      String name,
      Optional<Section> section,
      StringBuilder out) {
    if (section.isEmpty()) {
      return;
    }
    out.append("    ")
        .append(name)
        .append(section.get().transactional() ? "" : " (no transaction)");
    out.append(" from line ").append(section.get().line()).append('\n');
    try (SectionReader reader =
        catalog.asWritten(section.get(), file.engine().orElse(Engine.POSTGRESQL))) {
      while (reader.hasNext()) {
        Statement statement = reader.next();
        out.append(
            "      %d at %d:%d "
                .formatted(statement.number(), statement.line(), statement.column()));
        out.append(statement.text().replace("\n", "\\n")).append('\n');
      }
    }
  }
}
