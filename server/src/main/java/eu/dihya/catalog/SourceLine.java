package eu.dihya.catalog;

/**
 * A line of a migration file.
 *
 * @param number from 1
 * @param offset byte offset of its first character
 * @param next byte offset of the line after it
 * @param text its first characters, without the line end; a marker always fits
 */
record SourceLine(int number, long offset, long next, String text) {
  /** What follows {@code --} on a comment line, trimmed; empty text for any other line. */
  String comment() {
    return comment("--");
  }

  /** The same for comments that begin otherwise. */
  String comment(String mark) {
    String trimmed = text.strip();
    return trimmed.startsWith(mark) ? trimmed.substring(mark.length()).strip() : "";
  }
}
