package eu.dihya.change.expect;

import eu.dihya.base.Engine;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import java.util.Set;

/**
 * Says which statements are run on a scratch database. A list of what is known to stay inside it: a
 * scratch stands on a server that serves people, and what is not listed is not run.
 */
final class ScratchRules {
  private static final Set<String> ACTIONS = Set.of("CREATE", "ALTER", "DROP");
  private static final Set<String> EVERYWHERE =
      Set.of("TABLE", "INDEX", "VIEW", "TRIGGER", "FUNCTION", "PROCEDURE", "SEQUENCE");
  private static final Set<String> POSTGRESQL =
      Set.of(
          "AGGREGATE",
          "CAST",
          "COLLATION",
          "DEFAULT PRIVILEGES",
          "DOMAIN",
          "EXTENSION",
          "MATERIALIZED VIEW",
          "OPERATOR",
          "OPERATOR CLASS",
          "OPERATOR FAMILY",
          "POLICY",
          "ROUTINE",
          "RULE",
          "SCHEMA",
          "STATISTICS",
          "TEXT SEARCH",
          "TYPE");
  private static final Set<String> KEEP_THE_SCHEMA =
      Set.of(
          "VACUUM",
          "ANALYZE",
          "REINDEX",
          "CLUSTER",
          "REFRESH MATERIALIZED VIEW",
          "LOCK",
          "LOCK TABLE",
          "LOCK TABLES",
          "UNLOCK TABLES",
          "CHECKPOINT",
          "NOTIFY",
          "ANALYZE TABLE",
          "CHECK TABLE",
          "REPAIR TABLE",
          "OPTIMIZE TABLE",
          "TRUNCATE",
          "COMMENT ON",
          "LISTEN",
          "UNLISTEN",
          "DECLARE",
          "CLOSE",
          "MOVE");
  private static final Set<String> PROCEDURAL =
      Set.of("DO", "CALL", "EXECUTE", "PREPARE", "DEALLOCATE", "BEGIN NOT ATOMIC");

  private final Engine engine;
  private final StatementInfo info;
  private final ScratchTokens tokens;

  private ScratchRules(Engine engine, StatementInfo info, ScratchTokens tokens) {
    this.engine = engine;
    this.info = info;
    this.tokens = tokens;
  }

  static ScratchEffect of(Statement statement, Engine engine) {
    SqlDialect dialect = SqlDialect.of(engine);
    StatementInfo info = StatementInfo.of(statement, dialect);
    return switch (info.kind()) {
      case DML -> new ScratchEffect.Skip();
      case DDL, QUERY, SESSION, UTILITY, OTHER, TRANSACTION_CONTROL ->
          new ScratchRules(engine, info, ScratchTokens.of(statement.sql(), dialect)).effect();
    };
  }

  private ScratchEffect effect() {
    String verb = info.verb();
    if (PROCEDURAL.contains(verb)) {
      return unknown(verb + " may depend on data");
    }
    if (KEEP_THE_SCHEMA.contains(verb)) {
      return new ScratchEffect.Skip();
    }
    return switch (info.kind()) {
      case DDL -> definition(verb);
      case QUERY -> query();
      case SESSION -> session(verb);
      case DML, UTILITY, OTHER, TRANSACTION_CONTROL -> outside();
    };
  }

  private ScratchEffect definition(String verb) {
    boolean known =
        switch (verb) {
          case "RENAME TABLE" -> true;
          case "GRANT", "REVOKE" ->
              engine == Engine.POSTGRESQL
                  && tokens.has("ON")
                  && !tokens.hasAny("DATABASE", "TABLESPACE", "PARAMETER", "SERVER");
          default -> isKnownObject(verb);
        };
    return known && !tokens.leaves(engine, verb, info.objects())
        ? new ScratchEffect.Run()
        : outside();
  }

  private boolean isKnownObject(String verb) {
    int space = verb.indexOf(' ');
    String object = verb.substring(space + 1);
    return space > 0
        && ACTIONS.contains(verb.substring(0, space))
        && (EVERYWHERE.contains(object)
            || engine == Engine.POSTGRESQL && POSTGRESQL.contains(object));
  }

  /** Functions that change the schema exist on PostgreSQL alone. */
  private ScratchEffect query() {
    if (engine != Engine.POSTGRESQL) {
      return new ScratchEffect.Skip();
    }
    return tokens.has("INTO") || tokens.callsUnknownFunction()
        ? unknown("a query that calls functions may change the schema")
        : new ScratchEffect.Skip();
  }

  private ScratchEffect session(String verb) {
    return switch (verb) {
      case "SET", "RESET" ->
          tokens.hasAny("GLOBAL", "PERSIST", "PERSIST_ONLY", "PASSWORD", "@@GLOBAL")
              ? outside()
              : tokens.has("SELECT") ? new ScratchEffect.Skip() : new ScratchEffect.Run();
      case "PRAGMA" -> new ScratchEffect.Run();
      default -> outside();
    };
  }

  private ScratchEffect outside() {
    return unknown(info.verb() + " may reach beyond a scratch database");
  }

  private static ScratchEffect unknown(String because) {
    return new ScratchEffect.Unknown(because);
  }
}
