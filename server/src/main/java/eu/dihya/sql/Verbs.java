package eu.dihya.sql;

import java.util.List;
import java.util.Set;

/** The verbs of statements other than {@code CREATE}, {@code ALTER} and {@code DROP}. */
final class Verbs {
  private static final List<List<String>> LONG =
      List.of(
          List.of("RENAME", "TABLE"),
          List.of("RENAME", "USER"),
          List.of("COMMENT", "ON"),
          List.of("SECURITY", "LABEL"),
          List.of("REFRESH", "MATERIALIZED", "VIEW"),
          List.of("LOAD", "DATA"),
          List.of("LOAD", "XML"),
          List.of("ANALYZE", "TABLE"),
          List.of("CHECK", "TABLE"),
          List.of("REPAIR", "TABLE"),
          List.of("OPTIMIZE", "TABLE"),
          List.of("CACHE", "INDEX"),
          List.of("LOAD", "INDEX"),
          List.of("LOCK", "TABLES"),
          List.of("LOCK", "TABLE"),
          List.of("UNLOCK", "TABLES"),
          List.of("START", "TRANSACTION"),
          List.of("PREPARE", "TRANSACTION"),
          List.of("COMMIT", "PREPARED"),
          List.of("ROLLBACK", "PREPARED"),
          List.of("RELEASE", "SAVEPOINT"),
          List.of("BEGIN", "NOT", "ATOMIC"),
          List.of("IMPORT", "FOREIGN", "SCHEMA"),
          List.of("SET", "PASSWORD"),
          List.of("SET", "TRANSACTION"),
          List.of("DISCARD", "ALL"));
  private static final Set<String> DDL =
      Set.of(
          "TRUNCATE",
          "RENAME TABLE",
          "RENAME USER",
          "COMMENT ON",
          "SECURITY LABEL",
          "GRANT",
          "REVOKE",
          "IMPORT FOREIGN SCHEMA",
          "REASSIGN",
          "SET PASSWORD",
          "INSTALL",
          "UNINSTALL");
  private static final Set<String> DML =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "COPY", "LOAD DATA", "LOAD XML");
  private static final Set<String> QUERY =
      Set.of("SELECT", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC", "FETCH");
  private static final Set<String> SESSION =
      Set.of(
          "SET",
          "SET TRANSACTION",
          "RESET",
          "USE",
          "PRAGMA",
          "ATTACH",
          "DETACH",
          "DISCARD",
          "DISCARD ALL",
          "LISTEN",
          "UNLISTEN",
          "DECLARE",
          "CLOSE",
          "MOVE",
          "DEALLOCATE",
          "PREPARE");
  private static final Set<String> UTILITY =
      Set.of(
          "VACUUM",
          "ANALYZE",
          "REINDEX",
          "CLUSTER",
          "REFRESH MATERIALIZED VIEW",
          "EXPLAIN",
          "CALL",
          "DO",
          "EXECUTE",
          "LOCK",
          "LOCK TABLE",
          "CHECKPOINT",
          "NOTIFY",
          "LOAD",
          "ANALYZE TABLE",
          "CHECK TABLE",
          "REPAIR TABLE",
          "OPTIMIZE TABLE",
          "CACHE INDEX",
          "LOAD INDEX",
          "FLUSH",
          "KILL",
          "HANDLER",
          "BEGIN NOT ATOMIC",
          "SIGNAL",
          "IF",
          "CASE",
          "LOOP",
          "WHILE",
          "REPEAT",
          "FOR",
          "PURGE",
          "CHANGE",
          "START",
          "STOP",
          "BINLOG",
          "HELP");

  private Verbs() {}

  /** The verb that the tokens begin with. */
  static String of(TokenCursor tokens) {
    while (tokens.acceptMark("(")) {
      // A query may stand in parentheses.
    }
    for (List<String> words : LONG) {
      if (tokens.accept(words.toArray(String[]::new))) {
        return String.join(" ", words);
      }
    }
    return tokens.take();
  }

  static StatementKind kind(String verb, SqlDialect dialect) {
    if (DDL.contains(verb)) {
      return StatementKind.DDL;
    } else if (DML.contains(verb)) {
      return StatementKind.DML;
    } else if (QUERY.contains(verb)) {
      return StatementKind.QUERY;
    } else if (SESSION.contains(verb) && !(dialect.isMySqlFamily() && verb.equals("PREPARE"))) {
      return StatementKind.SESSION;
    }
    return UTILITY.contains(verb) || verb.equals("PREPARE")
        ? StatementKind.UTILITY
        : StatementKind.OTHER;
  }
}
