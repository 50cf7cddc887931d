package eu.dihya.catalog;

import java.nio.file.Path;
import java.util.Optional;

/** A file that stands where migrations of a stream stand. */
record StreamFile(String stream, Path path, String displayName) {
  /** What runs it; empty for SQL. */
  Optional<Interpreter> interpreter() {
    return Interpreter.of(fileName());
  }

  String fileName() {
    return String.valueOf(path.getFileName());
  }
}
