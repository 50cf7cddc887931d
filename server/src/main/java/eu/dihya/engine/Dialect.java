package eu.dihya.engine;

import eu.dihya.base.Engine;
import eu.dihya.sql.Statement;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an engine writes what we have to say ourselves. Pure. */
public interface Dialect {
  /** A quoted identifier, safe for any name. */
  String identifier(String name);

  /** A quoted string literal, safe for any text. */
  String literal(String text);

  /**
   * The qualified, quoted name of one of our own tables in a target, such as {@code
   * "public"."dihya_fence"}.
   */
  String table(Target target, String name);

  /**
   * Statements that create the tables that every target has (history, fence, instance) where they
   * are missing; safe to repeat.
   */
  List<String> createTables(Target target);

  /** A statement that creates the journal of a target where it is missing; safe to repeat. */
  String createJournal(Target target);

  /**
   * A query that has a row when one of our own tables is there, and none, without failing, when it
   * is not.
   *
   * @param name such as {@link Tables#JOURNAL}
   */
  String existence(Target target, String name);

  /** An expression for the database's clock, in UTC with microseconds where it has them. */
  String now();

  /** An expression for when the open transaction began, by the same clock; empty for none. */
  default Optional<String> begun() {
    return Optional.empty();
  }

  /**
   * The clause that makes a read of the fence hold until the end of the transaction; may be empty.
   */
  String lockRows();

  /**
   * A query with {@code ?} for an epoch that fails unless the fence has that epoch, and otherwise
   * holds it there until the end of the transaction; empty where the answer has to be looked at.
   */
  default Optional<String> failsUnlessOwned(Target target) {
    return Optional.empty();
  }

  /**
   * What follows an {@code INSERT} of one row to have it replace the row with the same key.
   *
   * @param key the columns of a unique key
   * @param changed the columns that take the new row's values
   */
  default String orReplace(List<String> key, List<String> changed) {
    return " ON CONFLICT (%s) DO UPDATE SET %s"
        .formatted(
            key.stream().map(this::identifier).collect(Collectors.joining(", ")),
            changed.stream()
                .map(this::identifier)
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ")));
  }

  /**
   * The statements of which each takes effect wholly or not at all, and which together are the
   * given one; for most engines and statements that is the statement itself.
   *
   * @param engine which one of those that share the dialect
   */
  default List<String> atomicParts(String sql, Engine engine) {
    return List.of(sql);
  }

  /**
   * How a statement is made to happen exactly once. A statement that is not known is of class
   * {@code ASK}.
   *
   * @param statement as it is written or as it is sent: a placeholder is taken for what it may
   *     become
   * @param transactional whether it shares one transaction with the rest of its section
   */
  Classified classify(Statement statement, boolean transactional, Capabilities capabilities);
}
