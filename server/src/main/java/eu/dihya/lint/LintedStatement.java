package eu.dihya.lint;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import eu.dihya.catalog.Section;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import java.util.Optional;

/**
 * A statement under the eyes of the rules.
 *
 * @param engine the one that it is read for
 * @param up whether it stands in the up section
 * @param words its beginning, word by word
 * @param before what stands before it in the section
 */
public record LintedStatement(
    LintedFile file,
    Engine engine,
    Section section,
    boolean up,
    Statement statement,
    StatementInfo info,
    Words words,
    SectionSoFar before) {
  public SourcePosition position() {
    return statement.position(section.displayName());
  }

  boolean isPostgreSqlUp() {
    return up && engine == Engine.POSTGRESQL;
  }

  /** The table that it changes, where it is a table that was there before this migration. */
  Optional<String> existingTable() {
    return words.table().filter(table -> !before.hasCreated(table));
  }
}
