package eu.dihya.engine;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Columns of one of our tables, always quoted, because engines reserve different words ({@code
 * release} in MySQL).
 */
record Columns(Dialect dialect, List<String> names) {
  /** {@code "a", "b"}. */
  String list() {
    return names.stream().map(dialect::identifier).collect(Collectors.joining(", "));
  }

  /** {@code ?, ?}. */
  String marks() {
    return String.join(", ", Collections.nCopies(names.size(), "?"));
  }

  /** {@code "a" = ?, "b" = ?}. */
  String assignments() {
    return names.stream()
        .map(name -> dialect.identifier(name) + " = ?")
        .collect(Collectors.joining(", "));
  }

  /** {@code "a" = ? AND "b" = ?}. */
  String condition() {
    return names.stream()
        .map(name -> dialect.identifier(name) + " = ?")
        .collect(Collectors.joining(" AND "));
  }
}
