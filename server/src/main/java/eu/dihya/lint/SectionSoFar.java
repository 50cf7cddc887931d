package eu.dihya.lint;

import eu.dihya.sql.StatementInfo;
import eu.dihya.sql.StatementKind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What the statements of a section before the one at hand did. Not thread-safe. */
public final class SectionSoFar {
  private final Set<String> created = new HashSet<>();
  private final Set<String> validated = new HashSet<>();
  private boolean definitions;
  private boolean changes;

  /** Whether a table was created here, and so is empty and unused. */
  boolean hasCreated(String table) {
    return created.contains(name(table));
  }

  /** Whether a constraint of the table was validated here. */
  boolean hasValidated(String table) {
    return validated.contains(name(table));
  }

  /** Whether a statement commits implicitly. */
  boolean definitions() {
    return definitions;
  }

  /** Whether rows were changed. */
  boolean changes() {
    return changes;
  }

  void add(StatementInfo info, Words words) {
    if (info.verb().equals("CREATE TABLE")) {
      words.table().ifPresent(table -> created.add(name(table)));
    }
    if (words.has("VALIDATE", "CONSTRAINT")) {
      words.table().ifPresent(table -> validated.add(name(table)));
    }
    definitions |= info.implicitCommit();
    changes |= info.kind() == StatementKind.DML;
  }

  private static String name(String table) {
    String lower = table.toLowerCase(Locale.ROOT);
    return lower.startsWith("public.") ? lower.substring("public.".length()) : lower;
  }
}
