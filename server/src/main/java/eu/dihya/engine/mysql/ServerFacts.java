package eu.dihya.engine.mysql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.Capabilities;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of itself and of one connection.
 *
 * @param version numbers only, such as {@code 11.4.5}
 * @param database the current database as the server spells it; empty when there is none
 * @param process whether the account has the {@code PROCESS} privilege, by whatever role
 */
record ServerFacts(
    Engine engine, String version, long connection, String database, boolean process) {
  /** What every account may ask. */
  static final String QUERY =
      "SELECT VERSION() AS version, CONNECTION_ID() AS connection, COALESCE(DATABASE(), '') AS"
          + " name";

  /**
   * The same, which only an account with {@code PROCESS} is answered: the table is the smallest
   * that needs it, and no list of privileges knows what comes by a role.
   */
  static final String QUERY_WITH_PROCESS =
      QUERY + ", (SELECT COUNT(*) FROM information_schema.innodb_cmp) AS process";

  private static final Pattern NUMBERS = Pattern.compile("\\d+(?:\\.\\d+)+");

  /**
   * Reads the text of {@code VERSION()}; old MariaDB servers put {@code 5.5.5-} before it for old
   * replicas.
   */
  static ServerFacts of(String versionText, long connection, String database, boolean process) {
    Engine engine =
        versionText.toLowerCase(Locale.ROOT).contains("mariadb") ? Engine.MARIADB : Engine.MYSQL;
    Matcher numbers = NUMBERS.matcher(versionText.replaceFirst("^5\\.5\\.5-(?=10\\.)", ""));
    return new ServerFacts(
        engine, numbers.find() ? numbers.group() : versionText, connection, database, process);
  }

  /** Refuses a server of the other family, and one that is too old to tell us its schema. */
  void require(Engine declared, String address) {
    if (engine != declared) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "%s is declared as %s, but the server is %s %s: declare the target as %s://"
              .formatted(address, declared.code(), engine.code(), version, engine.code()));
    }
    String oldest = engine == Engine.MARIADB ? "10.6" : "8.0";
    if (number(version) < number(oldest)) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "%s is %s %s; the oldest that can be served is %s"
              .formatted(address, engine.code(), version, oldest));
    }
  }

  Capabilities capabilities() {
    return new Capabilities(
        engine, version, database, process ? Set.of(Capabilities.Right.PROCESS) : Set.of(), 0);
  }

  private static int number(String version) {
    String[] parts = version.split("\\.");
    return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
  }
}
