package eu.dihya.lint;

import eu.dihya.base.Suggestions;
import eu.dihya.catalog.FileComments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lines {@code -- lint:ignore RULE REASON} of one file, each good for the whole file. */
final class Ignores {
  static final String PREFIX = "lint:ignore";

  private static final Rule BAD = new BadIgnore();
  private static final Rule UNUSED = new UnusedIgnore();

  private final List<Ignore> ignores = new ArrayList<>();
  private final List<Finding> bad = new ArrayList<>();

  private record Ignore(FileComments.Comment comment, String rule) {}

  Ignores(List<FileComments.Comment> comments) {
    comments.forEach(this::read);
  }

  private void read(FileComments.Comment comment) {
    String[] words = comment.text().substring(PREFIX.length()).strip().split("\\s+", 2);
    if (words[0].isEmpty()) {
      bad(comment, "the line names no rule");
    } else if (!Rules.ids().contains(words[0])) {
      bad(comment, "there is no rule '" + words[0] + "'" + Suggestions.hint(words[0], Rules.ids()));
    } else if (words.length < 2) {
      bad(comment, "no reason is given why '" + words[0] + "' may be ignored");
    } else {
      ignores.add(new Ignore(comment, words[0]));
    }
  }

  private void bad(FileComments.Comment comment, String message) {
    bad.add(
        new Finding(
            BAD.id(),
            BAD.severity(),
            comment.position(),
            message,
            "write '-- lint:ignore RULE REASON'"));
  }

  /** The findings that stay, with those about the lines themselves. */
  List<Finding> apply(List<Finding> found) {
    List<Finding> kept = new ArrayList<>(bad);
    Set<String> used = new HashSet<>();
    for (Finding finding : found) {
      if (ignores.stream().anyMatch(ignore -> ignore.rule().equals(finding.rule()))) {
        used.add(finding.rule());
      } else {
        kept.add(finding);
      }
    }
    for (Ignore ignore : ignores) {
      if (!used.contains(ignore.rule())) {
        kept.add(
            new Finding(
                UNUSED.id(),
                UNUSED.severity(),
                ignore.comment().position(),
                "'" + ignore.rule() + "' is not found in this file",
                "take the line out"));
      }
    }
    return kept;
  }
}
