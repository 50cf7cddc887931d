package eu.dihya.demo;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.Section;
import eu.dihya.catalog.SectionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the example's migrations as an engine gets it. */
record ExampleMigration(Catalog catalog, String version, MigrationFile file, Engine engine) {
  static final Path WORKSPACE =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
  private static final Map<String, String> VALUES =
      Map.of("placeholders.locale", "fr", "placeholders.currency", "EUR");

  static Path migrations() {
    return WORKSPACE.resolve("migrations");
  }

  static Path tenants() {
    return WORKSPACE.resolve("tenants");
  }

  static Catalog catalog(Path migrations) {
    return CatalogLoader.load(migrations.getParent(), migrations, EnumSet.allOf(Engine.class));
  }

  /** What a tenant of the sector gets, in order. */
  static List<ExampleMigration> of(String sector, Engine engine) {
    return of(catalog(migrations()), sector, engine);
  }

  static List<ExampleMigration> of(Catalog catalog, String sector, Engine engine) {
    return catalog.forTenant(sector).stream()
        .map(migration -> of(catalog, migration, engine))
        .toList();
  }

  private static ExampleMigration of(Catalog catalog, Migration migration, Engine engine) {
    return new ExampleMigration(
        catalog, migration.historyVersion(), migration.fileFor(engine).orElseThrow(), engine);
  }

  List<String> up() {
    return statements(Optional.of(file.up()));
  }

  List<String> down() {
    return statements(file.down());
  }

  List<String> verify() {
    return statements(file.verify());
  }

  private List<String> statements(Optional<Section> section) {
    List<String> statements = new ArrayList<>();
    try (SectionReader reader = catalog.open(section.orElseThrow(), engine, VALUES)) {
      reader.forEachRemaining(statement -> statements.add(statement.sql()));
    }
    return statements;
  }

  @Override
  public String toString() {
    return file.displayName();
  }
}
