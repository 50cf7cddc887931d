package eu.dihya.catalog;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A workspace in one text: {@code === path} begins a file, {@code === engines} lists engines,
 * {@code === expected} holds what reading it should give.
 */
public record Fixture(Map<String, String> files, Set<Engine> engines, String expected) {
  public static Fixture read(Path text) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    String name = "";
    for (String line : Files.readAllLines(text)) {
      if (line.startsWith("=== ")) {
        files.put(name, join(lines));
        lines.clear();
        name = line.substring(4);
      } else {
        lines.add(line);
      }
    }
    files.put(name, join(lines));
    files.remove("");
    String expected = files.containsKey("expected") ? files.remove("expected") : "";
    String engines =
        files.containsKey("engines") ? files.remove("engines") : "postgresql mysql mariadb sqlite";
    Set<Engine> parsed = new LinkedHashSet<>();
    for (String code : engines.strip().split("\\s+", -1)) {
      Engine.fromCode(code).ifPresent(parsed::add);
    }
    return new Fixture(files, parsed, expected);
  }

  public Path write(Path workspace) throws IOException {
    for (var file : files.entrySet()) {
      Path path = workspace.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return workspace;
  }

  private static String join(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
