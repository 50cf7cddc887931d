package eu.dihya.lint;

import eu.dihya.catalog.Convention;
import eu.dihya.catalog.MigrationHeader;
import java.util.ArrayList;
import java.util.List;

/** A native file without its three header lines. */
final class MissingHeader implements Rule {
  @Override
  public String id() {
    return "missing-header";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String explanation() {
    return "Purpose, Impact and Rollback say why a change exists, what it locks and what undoing it"
        + " loses; whoever reviews or reverts it needs them.";
  }

  @Override
  public void file(LintedFile linted, Findings findings) {
    if (linted.convention() != Convention.NATIVE) {
      return;
    }
    MigrationHeader header = linted.file().header();
    List<String> missing = new ArrayList<>();
    if (header.purpose().isEmpty()) {
      missing.add("Purpose");
    }
    if (header.impact().isEmpty()) {
      missing.add("Impact");
    }
    if (header.rollback().isEmpty()) {
      missing.add("Rollback");
    }
    if (!missing.isEmpty()) {
      findings.add(
          linted.position(),
          "the header has no text for " + String.join(", ", missing),
          "write it as a comment before the first "
              + (linted.file().program().isPresent() ? "command, as in '# " : "section, as in '-- ")
              + missing.getFirst()
              + ": …'");
    }
  }
}
