package eu.dihya.lint;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which findings make a lint run fail.
 *
 * @param others for rules that are not named
 * @param rules by id
 */
public record LintPolicy(FailOn others, Map<String, FailOn> rules) {
  /** From which severity on a finding fails. */
  public enum FailOn {
    ERROR,
    WARNING,
    NEVER;

    boolean fails(Severity severity) {
      return switch (this) {
        case ERROR -> severity == Severity.ERROR;
        case WARNING -> severity != Severity.ADVICE;
        case NEVER -> false;
      };
    }
  }

  public LintPolicy {
    rules = Map.copyOf(rules);
  }

  public boolean fails(Finding finding) {
    return rules.getOrDefault(finding.rule(), others).fails(finding.severity());
  }

  /** The findings that make the run fail. */
  public List<Finding> failing(Collection<Finding> findings) {
    return findings.stream().filter(this::fails).toList();
  }
}
