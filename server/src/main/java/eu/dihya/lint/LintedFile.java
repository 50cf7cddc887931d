package eu.dihya.lint;

import eu.dihya.base.SourcePosition;
import eu.dihya.catalog.Convention;
import eu.dihya.catalog.FileComments;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import java.util.List;

/**
 * A file under the eyes of the rules.
 *
 * @param notes the lines {@code -- note: …}
 */
public record LintedFile(
    Convention convention,
    Migration migration,
    MigrationFile file,
    List<FileComments.Comment> notes) {
  private static final int NEAR = 3;

  public LintedFile {
    notes = List.copyOf(notes);
  }

  /** The file as a whole. */
  public SourcePosition position() {
    return SourcePosition.of(file.displayName());
  }

  /** Whether a note stands in one of the three lines before the place. */
  boolean hasNoteAt(SourcePosition place) {
    return notes.stream()
        .map(FileComments.Comment::position)
        .anyMatch(
            note ->
                note.file().equals(place.file())
                    && note.line() < place.line()
                    && note.line() >= place.line() - NEAR);
  }
}
