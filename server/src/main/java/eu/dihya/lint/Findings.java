package eu.dihya.lint;

import eu.dihya.base.SourcePosition;

/** Where a rule leaves what it found. */
@FunctionalInterface
public interface Findings {
  /**
   * @param message what is wrong there
   * @param fix what to do
   */
  void add(SourcePosition position, String message, String fix);
}
