package eu.dihya.e2e;

import java.util.List;

/**
 * A mistake of a user.
 *
 * @param name what it is
 * @param made puts it into a site that is right
 * @param command what is run
 * @param exitCode how that must end
 * @param told what must be said
 */
record Mistake(String name, Making made, List<String> command, int exitCode, List<String> told) {
  static final String HEADER =
      "-- Purpose: prove it\n-- Impact: small\n-- Rollback: none\n-- migrate:up\n";

  /** Changes a site. */
  interface Making {
    void in(Site site) throws Exception;
  }

  static Mistake of(String name, Making made, String... told) {
    return new Mistake(name, made, List.of("migrate"), 2, List.of(told));
  }

  Mistake when(String... command) {
    return new Mistake(name, made, List.of(command), exitCode, told);
  }

  Mistake exits(int expected) {
    return new Mistake(name, made, command, expected, told);
  }

  /** A mistake that is a file. */
  static Mistake file(String name, String path, String text, String... told) {
    return of(name, site -> site.file(path, text), told);
  }

  /** A mistake that is a migration; the text comes after four lines of header. */
  static Mistake migration(String name, String text, String... told) {
    return file(name, "migrations/common/20250102_0000_x.sql", HEADER + text, told);
  }

  @Override
  public String toString() {
    return name;
  }
}
