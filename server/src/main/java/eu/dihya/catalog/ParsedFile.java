package eu.dihya.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * A file read once.
 *
 * @param clean whether its bytes are text and its markers stand in order; only then is its SQL
 *     looked at
 */
record ParsedFile(
    MigrationHeader header, Map<Mark.Part, Section> sections, String rawChecksum, boolean clean) {
  ParsedFile {
    sections = Map.copyOf(sections);
  }

  Optional<Section> section(Mark.Part part) {
    return Optional.ofNullable(sections.get(part));
  }
}
