package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A file of the example, read in the plainest way: sections by their comments, statements by a semicolon at a line's end. */
record ExampleMigration(Path file, String version) {
  private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..").normalize();
  private static final Map<String, String> PLACEHOLDERS =
      Map.of("${placeholders.locale:literal}", "'fr'", "${placeholders.currency:literal}", "'EUR'");

  static Path migrations() {
    return ROOT.resolve("migrations");
  }

  static Path tenants() {
    return ROOT.resolve("tenants");
  }

  static ExampleMigration of(Path file) {
    return new ExampleMigration(file, file.getFileName().toString().substring(0, 13));
  }

  /** What a tenant of the sector gets, in order, the most specific file of each version. */
  static List<ExampleMigration> of(String sector, Engine engine) throws IOException {
    Map<String, ExampleMigration> byVersion = new TreeMap<>();
    for (Path directory : List.of(migrations().resolve("common"), migrations().resolve("sectors").resolve(sector))) {
      for (ExampleMigration migration : in(directory)) {
        if (migration.serves(engine)) {
          byVersion.put(migration.version(), migration);
        }
      }
    }
    return List.copyOf(byVersion.values());
  }

  static List<ExampleMigration> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::toString))
          .map(ExampleMigration::of)
          .toList();
    }
  }

  boolean serves(Engine engine) {
    String name = file.getFileName().toString().replaceFirst("\\.sql$", "");
    int dot = name.indexOf('.');
    String variant = name.substring(dot + 1);
    return dot < 0 || variant.equals(engine.code()) || (variant.equals("mysql") && engine.isMySqlFamily());
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<String> up() {
    return statements("up");
  }

  List<String> down() {
    return statements("down");
  }

  List<String> verify() {
    return statements("verify");
  }

  private List<String> statements(String section) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean inside = false;
    String block = "";
    for (String line : text().lines().toList()) {
      if (line.startsWith("-- migrate:")) {
        inside = line.startsWith("-- migrate:" + section);
        continue;
      }
      if (!inside || line.startsWith("--") || line.isBlank()) {
        continue;
      }
      statement.append(line).append('\n');
      block = blockAfter(line, block);
      if (block.isEmpty() && line.endsWith(";")) {
        statements.add(withValues(statement.substring(0, statement.length() - 2)));
        statement.setLength(0);
      }
    }
    return statements;
  }

  /** A body in dollar quotes, or a trigger's from BEGIN to END. */
  private static String blockAfter(String line, String block) {
    if (line.contains("$$")) {
      return block.equals("$$") ? "" : "$$";
    }
    if (line.equals("BEGIN") && block.isEmpty()) {
      return "BEGIN";
    }
    return line.equals("END;") && block.equals("BEGIN") ? "" : block;
  }

  private static String withValues(String sql) {
    String result = sql;
    for (Map.Entry<String, String> value : PLACEHOLDERS.entrySet()) {
      result = result.replace(value.getKey(), value.getValue());
    }
    return result;
  }
}
