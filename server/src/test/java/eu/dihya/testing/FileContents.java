package eu.dihya.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What stands in files, byte for byte, to be searched. */
public final class FileContents {
  private FileContents() {}

  /** All files below a directory, one after the other; a byte is a character. */
  public static String of(Path directory) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files(directory)) {
      all.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
    }
    return all.toString();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
