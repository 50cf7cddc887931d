package eu.dihya.lint;

import eu.dihya.base.SourcePosition;
import java.util.Comparator;

/**
 * What a rule found.
 *
 * @param rule the rule's id
 * @param message what is wrong there
 * @param fix what to do
 */
public record Finding(
    String rule, Severity severity, SourcePosition position, String message, String fix) {
  /** By file, place and rule. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.position().file())
          .thenComparingInt(finding -> finding.position().line())
          .thenComparingInt(finding -> finding.position().column())
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);
}
