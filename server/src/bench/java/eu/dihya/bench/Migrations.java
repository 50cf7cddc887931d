package eu.dihya.bench;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.catalog.SectionReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The ten migrations, which are the same files for everybody. */
final class Migrations {
  private Migrations() {}

  /** One migration, taken apart. */
  record Script(String version, String description, List<String> statements) {}

  static Path directory() {
    try {
      return Path.of(
          Objects.requireNonNull(Migrations.class.getResource("/bench/migrations")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Script> scripts(Engine engine) {
    Path directory = directory();
    Catalog catalog =
        CatalogLoader.load(
            Objects.requireNonNull(directory.getParent()), directory, EnumSet.of(engine));
    List<Script> scripts = new ArrayList<>();
    for (var migration : catalog.forTenant("")) {
      List<String> statements = new ArrayList<>();
      var section = migration.fileFor(engine).orElseThrow().up();
      try (SectionReader reader = catalog.open(section, engine, Map.of())) {
        while (reader.hasNext()) {
          statements.add(reader.next().text());
        }
      }
      scripts.add(
          new Script(
              migration.version().orElseThrow().toString(),
              migration.description(),
              List.copyOf(statements)));
    }
    return scripts;
  }
}
