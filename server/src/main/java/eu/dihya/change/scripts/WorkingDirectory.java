package eu.dihya.change.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one program runs: an empty directory that nobody else may enter, and beside it the file
 * itself, alone, so that it finds nothing there that nobody has looked at.
 */
final class WorkingDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkingDirectory.class);
  private final Path root;
  private final Path file;
  private final Path empty;

  private WorkingDirectory(Path root, Path file, Path empty) {
    this.root = root;
    this.file = file;
    this.empty = empty;
  }

  static WorkingDirectory create(Path parent, String fileName, byte[] program) throws IOException {
    var nobodyElse =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(parent);
    Path root = Files.createTempDirectory(parent, "run-", nobodyElse);
    try {
      Path file = Files.write(root.resolve(fileName), program);
      return new WorkingDirectory(
          root, file, Files.createDirectory(root.resolve("work"), nobodyElse));
    } catch (IOException e) {
      remove(root);
      throw e;
    }
  }

  /** Removes what earlier processes could not. */
  static void sweep(Path parent) {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (Stream<Path> left = Files.list(parent)) {
      left.forEach(WorkingDirectory::remove);
    } catch (IOException e) {
      LOG.warn("cannot look for directories that programs left: {}", e.getMessage());
    }
  }

  Path file() {
    return file;
  }

  Path empty() {
    return empty;
  }

  @Override
  public void close() {
    remove(root);
  }

  /** Links are removed and not followed. */
  private static void remove(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("the directory of a program stays behind: {}", e.getMessage());
    }
  }
}
