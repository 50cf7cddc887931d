package eu.dihya.catalog;

import java.util.Locale;

/** What a marker line in a migration file says. */
sealed interface Mark {
  /** The parts of a file, in the order in which they must stand. */
  enum Part {
    UP,
    DOWN,
    VERIFY;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A section begins. */
  record Opens(Part part, boolean transactional) implements Mark {}

  /** No section of this file runs in a transaction. */
  record NoTransaction() implements Mark {}

  /** What follows is one statement, whatever stands in it. */
  record StatementBegins() implements Mark {}

  /** The one statement ends. */
  record StatementEnds() implements Mark {}

  /** A marker that means nothing. */
  record Wrong(String message) implements Mark {}
}
