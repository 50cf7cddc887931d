package eu.dihya.archive;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file to be archived.
 *
 * @param path where it will be in the archive, with {@code /} between the parts
 * @param content its bytes; opened once, when it is written
 */
public record ArchiveEntry(String path, Content content) {
  /** Where the bytes come from. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  public ArchiveEntry {
    List.of(path.split("/", -1)).forEach(part -> checkName(part, path));
  }

  public static ArchiveEntry file(String path, Path file) {
    return new ArchiveEntry(path, () -> Files.newInputStream(file));
  }

  public static ArchiveEntry text(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ArchiveEntry(path, () -> new ByteArrayInputStream(bytes));
  }

  List<String> parts() {
    return List.of(path.split("/"));
  }

  /** Refuses what would lead out of a directory or could not be written back everywhere. */
  static void checkName(String name, String path) {
    boolean bad =
        name.isEmpty()
            || name.equals(".")
            || name.equals("..")
            || name.indexOf('/') >= 0
            || name.indexOf('\0') >= 0
            || name.indexOf('\\') >= 0
            || !StandardCharsets.UTF_8.newEncoder().canEncode(name);
    if (bad) {
      throw new DihyaException(
          ErrorCode.USAGE, "'" + path + "' is not a path that an archive may hold");
    }
  }
}
