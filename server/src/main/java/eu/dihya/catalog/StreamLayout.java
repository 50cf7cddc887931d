package eu.dihya.catalog;

import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the migration files stand: {@code common/} and {@code sectors/<sector>/}, or, when there is
 * neither, the directory itself as the stream {@code common}. {@code hooks/} holds no migrations.
 */
final class StreamLayout {
  static final String SECTORS = "sectors";

  private static final List<String> RESERVED = List.of(Migration.COMMON, SECTORS, "hooks");
  private static final Pattern SECTOR = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final Path workspace;
  private final Path root;
  private final Problems problems;
  private final List<StreamFile> files = new ArrayList<>();

  private StreamLayout(Path workspace, Path root, Problems problems) {
    this.workspace = workspace.toAbsolutePath().normalize();
    this.root = root.toAbsolutePath().normalize();
    this.problems = problems;
  }

  /** All files of migrations, by stream and name. */
  static List<StreamFile> read(Path workspace, Path root, Problems problems) throws IOException {
    var layout = new StreamLayout(workspace, root, problems);
    try {
      layout.readRoot();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return List.copyOf(layout.files);
  }

  /** Whether streams have directories of their own. */
  static boolean isNested(Path root) {
    return Files.isDirectory(root.resolve(Migration.COMMON))
        || Files.isDirectory(root.resolve(SECTORS));
  }

  static String displayName(Path workspace, Path file) {
    Path from = workspace.toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    return (absolute.startsWith(from) ? from.relativize(absolute) : absolute)
        .toString()
        .replace('\\', '/');
  }

  private void readRoot() throws IOException {
    boolean nested = isNested(root);
    for (Path entry : entries(root)) {
      String name = String.valueOf(entry.getFileName());
      if (Files.isDirectory(entry)) {
        readDirectory(entry, name, nested);
      } else if (isMigration(name) && nested) {
        problem(
            entry,
            "stands beside the streams and belongs to none; move it into common/ or"
                + " sectors/<sector>/");
      } else if (isMigration(name)) {
        add(Migration.COMMON, entry);
      }
    }
  }

  private void readDirectory(Path directory, String name, boolean nested) throws IOException {
    if (nested && name.equals(Migration.COMMON)) {
      readStream(Migration.COMMON, directory);
    } else if (nested && name.equals(SECTORS)) {
      readSectors(directory);
    } else if (!RESERVED.contains(name) && holdsMigrations(directory)) {
      problem(
          directory,
          "is not read"
              + Suggestions.hint(name, RESERVED)
              + "; migrations stand in common/ and sectors/<sector>/, or all in one directory");
    }
  }

  private void readSectors(Path sectors) throws IOException {
    for (Path entry : entries(sectors)) {
      String name = String.valueOf(entry.getFileName());
      if (!Files.isDirectory(entry)) {
        if (isMigration(name)) {
          problem(entry, "belongs to no sector; move it into sectors/<sector>/");
        }
      } else if (name.equals(Migration.COMMON) || !SECTOR.matcher(name).matches()) {
        problem(
            entry,
            "cannot be a sector's name: lower-case letters, digits, '.', '_' and '-', and not"
                + " 'common'");
      } else {
        readStream(name, entry);
      }
    }
  }

  private void readStream(String stream, Path directory) throws IOException {
    for (Path entry : entries(directory)) {
      if (Files.isDirectory(entry)) {
        if (holdsMigrations(entry)) {
          problem(entry, "is not read; the migrations of a stream stand in one directory");
        }
      } else if (isMigration(String.valueOf(entry.getFileName()))) {
        add(stream, entry);
      }
    }
  }

  private void add(String stream, Path file) {
    files.add(new StreamFile(stream, file, displayName(workspace, file)));
  }

  private void problem(Path path, String message) {
    problems.add(SourcePosition.of(displayName(workspace, path)), message);
  }

  /** Other programs may stand beside the migrations; one that begins like a version is meant. */
  private static boolean isMigration(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".sql")
        || Interpreter.of(name).isPresent() && Character.isDigit(name.charAt(0));
  }

  private static boolean holdsMigrations(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.anyMatch(
          path -> isMigration(String.valueOf(path.getFileName())) && !Files.isDirectory(path));
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
          .sorted()
          .toList();
    }
  }
}
