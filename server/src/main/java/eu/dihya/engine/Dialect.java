package eu.dihya.engine;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Target;
import java.util.List;

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
   * Statements that create the four {@code dihya_*} tables of a target where they are missing; safe
   * to repeat.
   */
  List<String> createTables(Target target);

  /** An expression for the database's clock, in UTC with microseconds where it has them. */
  String now();

  /**
   * The clause that makes a read of the fence hold until the end of the transaction; may be empty.
   */
  String lockRows();

  /**
   * The statements of which each takes effect wholly or not at all, and which together are the
   * given one; for most engines and statements that is the statement itself.
   *
   * @param engine which one of those that share the dialect
   */
  default List<String> atomicParts(String sql, Engine engine) {
    return List.of(sql);
  }
}
