package eu.dihya.lint;

import java.util.Optional;
import java.util.Set;

/** Data that is lost without a word about it. */
final class DropWithoutNote implements Rule {
  private static final Set<String> LOSING = Set.of("DROP TABLE", "TRUNCATE", "TRUNCATE TABLE");
  private static final Set<String> LOSING_ALL = Set.of("DROP SCHEMA", "DROP DATABASE");
  private static final Set<String> HARMLESS =
      Set.of("CONSTRAINT", "INDEX", "KEY", "PRIMARY", "FOREIGN", "CHECK", "SYSTEM");

  @Override
  public String id() {
    return "drop-without-note";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String explanation() {
    return "What is dropped or truncated is gone; a Rollback line or a note says that somebody has"
        + " thought about it.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.up()
        || statement.file().file().header().rollback().isPresent()
        || statement.file().hasNoteAt(statement.position())) {
      return;
    }
    lost(statement)
        .ifPresent(
            what ->
                findings.add(
                    statement.position(),
                    what + " loses data, and nothing says how it is undone",
                    "write a '-- Rollback:' line in the header, or '-- note: …' just before the"
                        + " statement"));
  }

  private static Optional<String> lost(LintedStatement statement) {
    String verb = statement.info().verb();
    boolean existing =
        statement.info().objects().stream()
            .anyMatch(table -> !statement.before().hasCreated(table));
    boolean drops = LOSING.contains(verb) && existing || LOSING_ALL.contains(verb);
    if (drops) {
      return Optional.of(verb);
    }
    boolean dropsColumn =
        statement.existingTable().isPresent()
            && statement.words().actions().stream().anyMatch(DropWithoutNote::dropsColumn);
    return dropsColumn ? Optional.of("dropping a column") : Optional.empty();
  }

  private static boolean dropsColumn(Words action) {
    return action.begin("DROP") && !HARMLESS.contains(action.at(1));
  }
}
