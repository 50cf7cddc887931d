package eu.dihya.catalog;

import eu.dihya.base.Engine;
import java.util.Optional;

/**
 * What the name of a migration file says.
 *
 * @param role which sections the file holds
 * @param version as written; empty for a repeatable one
 * @param description words separated by blanks
 * @param engine of the infix
 */
record FileName(
    Role role, Optional<MigrationVersion> version, String description, Optional<Engine> engine) {
  /** Which sections a file holds. */
  enum Role {
    /** Sections are marked inside. */
    SECTIONED,
    /** All of it is the up section. */
    UP,
    /** All of it is the down section. */
    DOWN,
    /** All of it is the up section of a migration without a version. */
    REPEATABLE
  }
}
