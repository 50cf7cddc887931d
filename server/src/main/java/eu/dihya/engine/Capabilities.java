package eu.dihya.engine;

import eu.dihya.base.Engine;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server and the account on it are and may do, as far as it decides how statements are made
 * to happen once, and what is noticed before a rollout.
 *
 * @param version the server's own version text, such as {@code 15.19} or {@code 18beta1}
 * @param database the current database as the server spells it; empty when it does not matter
 * @param rights what the account may do
 * @param statementTimeout in milliseconds, what the server would set for this account; 0 for none,
 *     and where it was not asked
 */
public record Capabilities(
    Engine engine, String version, String database, Set<Right> rights, long statementTimeout) {
  private static final Pattern NO_NUMBER = Pattern.compile("\\D+");

  /** What an account may do. */
  public enum Right {
    /**
     * MySQL and MariaDB: sees InnoDB's table ids, which change when a table is rebuilt, emptied or
     * swapped.
     */
    PROCESS,
    /** PostgreSQL: nothing is refused to it, row level security and connection limits included. */
    SUPERUSER
  }

  public Capabilities {
    rights = Set.copyOf(rights);
  }

  /** Of a server of which nothing but its version is known: as if the account might nothing. */
  public static Capabilities unknown(Engine engine, String version) {
    return new Capabilities(engine, version, "", Set.of(), 0);
  }

  public boolean has(Right right) {
    return rights.contains(right);
  }

  /** Whether the server's version is this one or a later one; {@code atLeast(8, 0, 30)}. */
  public boolean atLeast(long... wanted) {
    long[] own =
        NO_NUMBER
            .splitAsStream(version)
            .filter(number -> !number.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    for (int i = 0; i < wanted.length; i++) {
      long number = i < own.length ? own[i] : 0;
      if (number != wanted[i]) {
        return number > wanted[i];
      }
    }
    return true;
  }

  /** What targets have in common on which statements are treated alike. */
  public Capabilities common() {
    return new Capabilities(engine, version, "", rights, 0);
  }
}
