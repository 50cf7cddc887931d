package eu.dihya.lint;

import java.util.Set;

/** A table, column or other thing that gets another name. */
final class Rename implements Rule {
  private static final Set<String> HARMLESS = Set.of("CONSTRAINT", "INDEX", "KEY");
  private static final Set<String> NAMED =
      Set.of("VIEW", "SCHEMA", "TYPE", "SEQUENCE", "MATERIALIZED", "FUNCTION", "PROCEDURE");

  @Override
  public String id() {
    return "rename";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "While a rollout is under way old and new versions of an application run side by side,"
        + " and one of them does not know the name.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (statement.up() && renames(statement)) {
      findings.add(
          statement.position(),
          "a rename breaks every application that still uses the old name",
          "add the new name beside the old one, move over, and drop the old one in a later"
              + " migration");
    }
  }

  private static boolean renames(LintedStatement statement) {
    Words words = statement.words();
    if (words.begin("RENAME", "TABLE")) {
      return true;
    }
    if (!statement.info().verb().equals("ALTER TABLE")) {
      return words.begin("ALTER") && NAMED.contains(words.at(1)) && words.has("RENAME", "TO");
    }
    return statement.existingTable().isPresent()
        && words.actions().stream().anyMatch(Rename::renames);
  }

  private static boolean renames(Words action) {
    if (action.begin("RENAME")) {
      return !HARMLESS.contains(action.at(1));
    }
    int first = action.begin("CHANGE", "COLUMN") ? 2 : 1;
    return action.begin("CHANGE") && !action.at(first).equals(action.at(first + 1));
  }
}
