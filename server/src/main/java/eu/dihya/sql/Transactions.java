package eu.dihya.sql;

import java.util.Set;

/** How statements and transactions get along in each dialect. */
final class Transactions {
  private static final Set<String> CONTROL =
      Set.of(
          "BEGIN",
          "START TRANSACTION",
          "COMMIT",
          "END",
          "ROLLBACK",
          "SAVEPOINT",
          "RELEASE",
          "RELEASE SAVEPOINT");
  private static final Set<String> POSTGRESQL_CONTROL =
      Set.of("ABORT", "PREPARE TRANSACTION", "COMMIT PREPARED", "ROLLBACK PREPARED");
  private static final Set<String> MYSQL_CONTROL =
      Set.of("XA", "LOCK TABLES", "LOCK TABLE", "UNLOCK TABLES");
  private static final Set<String> MYSQL_COMMITS =
      Set.of(
          "TRUNCATE",
          "RENAME TABLE",
          "RENAME USER",
          "GRANT",
          "REVOKE",
          "SET PASSWORD",
          "INSTALL",
          "UNINSTALL",
          "ANALYZE TABLE",
          "CHECK TABLE",
          "REPAIR TABLE",
          "OPTIMIZE TABLE",
          "CACHE INDEX",
          "LOAD INDEX",
          "FLUSH",
          "RESET",
          "CHANGE",
          "START",
          "STOP");
  private static final Set<String> POSTGRESQL_ALONE =
      Set.of(
          "VACUUM",
          "CREATE DATABASE",
          "DROP DATABASE",
          "ALTER SYSTEM",
          "CREATE TABLESPACE",
          "DROP TABLESPACE",
          "CREATE SUBSCRIPTION",
          "DROP SUBSCRIPTION",
          "DISCARD ALL");
  private static final Set<String> SQLITE_PRAGMAS =
      Set.of("FOREIGN_KEYS", "JOURNAL_MODE", "SYNCHRONOUS");

  private Transactions() {}

  static boolean isControl(TokenCursor tokens, SqlDialect dialect) {
    TokenCursor all = tokens.rewound();
    String verb = Verbs.of(tokens);
    return switch (dialect) {
      case POSTGRESQL -> CONTROL.contains(verb) || POSTGRESQL_CONTROL.contains(verb);
      case MYSQL, MARIADB ->
          CONTROL.contains(verb) || MYSQL_CONTROL.contains(verb) || setsAutocommit(all);
      case SQLITE -> CONTROL.contains(verb);
    };
  }

  private static boolean setsAutocommit(TokenCursor tokens) {
    return tokens.accept("SET")
        && (tokens.has("AUTOCOMMIT", "@@AUTOCOMMIT")
            || tokens.hasSequence("@@SESSION", "AUTOCOMMIT"));
  }

  static boolean commitsImplicitly(String verb, boolean temporary, SqlDialect dialect) {
    if (!dialect.isMySqlFamily()) {
      return false;
    }
    boolean definition =
        verb.startsWith("CREATE ") || verb.startsWith("ALTER ") || verb.startsWith("DROP ");
    boolean temporaryTable = temporary && verb.endsWith(" TABLE");
    return definition && !temporaryTable || MYSQL_COMMITS.contains(verb);
  }

  /** Whether it must run outside of a transaction. */
  static boolean refuses(String verb, TokenCursor all, SqlDialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> postgresqlRefuses(verb, all);
      case MYSQL, MARIADB -> false;
      case SQLITE ->
          switch (verb) {
            case "VACUUM", "DETACH" -> true;
            case "PRAGMA" -> SQLITE_PRAGMAS.stream().anyMatch(all::hasSequence);
            default -> false;
          };
    };
  }

  private static boolean postgresqlRefuses(String verb, TokenCursor all) {
    if (POSTGRESQL_ALONE.contains(verb)) {
      return true;
    }
    return switch (verb) {
      case "CREATE INDEX", "DROP INDEX" -> all.has("CONCURRENTLY");
      case "ALTER TABLE" -> all.hasSequence("DETACH", "PARTITION") && all.has("CONCURRENTLY");
      case "ALTER DATABASE" -> all.hasSequence("SET", "TABLESPACE");
      case "REINDEX" -> all.hasSequence("CONCURRENTLY") || all.has("SCHEMA", "DATABASE", "SYSTEM");
      case "CLUSTER" -> isWithoutTable(all);
      default -> false;
    };
  }

  private static boolean isWithoutTable(TokenCursor all) {
    all.take();
    all.acceptParenthesis();
    all.accept("VERBOSE");
    return all.atEnd();
  }
}
