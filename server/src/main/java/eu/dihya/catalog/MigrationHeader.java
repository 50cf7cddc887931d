package eu.dihya.catalog;

import java.util.Optional;

/**
 * The three lines that say why a change exists, what it touches and how it is undone. Empty where a
 * line is missing.
 */
public record MigrationHeader(
    Optional<String> purpose, Optional<String> impact, Optional<String> rollback) {
  public static final MigrationHeader NONE =
      new MigrationHeader(Optional.empty(), Optional.empty(), Optional.empty());
}
