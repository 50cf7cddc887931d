package eu.dihya.catalog;

import eu.dihya.base.SourcePosition;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file's SQL says in one dialect.
 *
 * @param tokenChecksum SHA-256 over the digests of the tokens of its up, down and verify sections,
 *     each with its name: comments, blanks and line ends do not matter; of a program, over its
 *     bytes
 * @param placeholders the names that any section uses, ordered, with the place of the first use
 */
public record SqlSummary(String tokenChecksum, Map<String, SourcePosition> placeholders) {
  public SqlSummary {
    placeholders = Collections.unmodifiableMap(new TreeMap<>(placeholders));
  }
}
