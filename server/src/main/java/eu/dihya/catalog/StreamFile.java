package eu.dihya.catalog;

import java.nio.file.Path;

/** A file that stands where migrations of a stream stand. */
record StreamFile(String stream, Path path, String displayName) {
  String fileName() {
    return String.valueOf(path.getFileName());
  }
}
