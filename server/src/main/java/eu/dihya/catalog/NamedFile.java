package eu.dihya.catalog;

import eu.dihya.base.SourcePosition;

/** A file with what its name and its text say. */
record NamedFile(StreamFile file, FileName name, ParsedFile parsed) {
  SourcePosition position() {
    return SourcePosition.of(file.displayName());
  }

  String displayName() {
    return file.displayName();
  }

  /** How messages name its engine. */
  String engineName() {
    return name.engine().map(engine -> "engine " + engine.code()).orElse("all engines");
  }
}
