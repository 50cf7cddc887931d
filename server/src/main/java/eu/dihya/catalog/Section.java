package eu.dihya.catalog;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A part of a file: where its statements stand. The text is read when it is needed, never kept.
 *
 * @param path the file
 * @param displayName the file, relative to the workspace
 * @param line line of its first character in the file, from 1
 * @param offset byte offset of its first character
 * @param length in bytes
 * @param transactional false for {@code transaction:false}
 * @param program what it is instead of statements; empty for SQL
 */
public record Section(
    Path path,
    String displayName,
    int line,
    long offset,
    long length,
    boolean transactional,
    Optional<Program> program) {
  /** A section of SQL. */
  Section(
      Path path, String displayName, int line, long offset, long length, boolean transactional) {
    this(path, displayName, line, offset, length, transactional, Optional.empty());
  }
}
