package eu.dihya.lint;

/** Something that is risky in a migration. Has no state: one rule looks at all files. */
public interface Rule {
  /** How it is named in findings, in {@code lint:ignore} and in the configuration. */
  String id();

  /** Of its findings. */
  Severity severity();

  /** Why it matters, and what to do; one or two sentences. */
  String explanation();

  /** Looks at a file once. */
  default void file(LintedFile file, Findings findings) {}

  /**
   * Looks at each statement of the file, in the order of the file, once for each engine that the
   * file serves.
   */
  default void statement(LintedStatement statement, Findings findings) {}
}
