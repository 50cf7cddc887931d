package eu.dihya.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names in a statement that need no grammar to find. */
final class ObjectNames {
  private static final Set<String> ON_TABLE =
      Set.of("CREATE INDEX", "CREATE TRIGGER", "CREATE POLICY", "ALTER POLICY");
  private static final Set<String> AFTER_ON =
      Set.of("DROP TRIGGER", "DROP POLICY", "DROP INDEX", "DROP RULE");
  private static final Set<String> NAMELESS = Set.of("ALTER SYSTEM", "ALTER DEFAULT PRIVILEGES");

  private final TokenCursor tokens;
  private final Set<String> names = new LinkedHashSet<>();

  /** The tokens stand after the verb for a definition, and before it otherwise. */
  ObjectNames(TokenCursor tokens) {
    this.tokens = tokens;
  }

  List<String> ofDefinition(ObjectType type) {
    modifiers();
    if (type.verb().equals("CREATE RULE")) {
      after("TO");
    } else if (ON_TABLE.contains(type.verb())
        || AFTER_ON.contains(type.verb()) && tokens.has("ON")) {
      after("ON");
    } else if (!NAMELESS.contains(type.verb())) {
      several();
    }
    return List.copyOf(names);
  }

  private void after(String word) {
    tokens.seek(Set.of(word));
    tokens.take();
    tokens.accept("ONLY");
    one();
  }

  List<String> ofOther(String verb) {
    switch (verb) {
      case "INSERT", "REPLACE", "MERGE" -> after("INTO");
      case "UPDATE" -> {
        tokens.take();
        while (Set.of("LOW_PRIORITY", "IGNORE", "ONLY").contains(tokens.word())) {
          tokens.take();
        }
        update();
      }
      case "DELETE", "SELECT" -> fromTables();
      case "COPY" -> {
        tokens.take();
        one();
      }
      case "LOAD DATA" -> {
        tokens.seek(Set.of("INTO"));
        tokens.accept("INTO", "TABLE");
        one();
      }
      case "TRUNCATE" -> listAfter(1);
      case "RENAME TABLE" -> renames();
      case "REINDEX", "VACUUM", "ANALYZE", "CLUSTER" -> maintained();
      case "ANALYZE TABLE",
          "CHECK TABLE",
          "OPTIMIZE TABLE",
          "REPAIR TABLE",
          "REFRESH MATERIALIZED VIEW" ->
          listAfter(verb.split(" ", -1).length);
      default -> {}
    }
    return List.copyOf(names);
  }

  private void update() {
    if (tokens.accept("OR")) {
      tokens.take();
    }
    one();
  }

  private void listAfter(int words) {
    for (int i = 0; i < words; i++) {
      tokens.take();
    }
    modifiers();
    several();
  }

  private void maintained() {
    tokens.take();
    tokens.acceptParenthesis();
    modifiers();
    several();
  }

  private void fromTables() {
    while (!tokens.seek(Set.of("FROM", "JOIN")).isEmpty()) {
      tokens.take();
      do {
        modifiers();
        if (!tokens.acceptParenthesis()) {
          one();
        }
      } while (tokens.acceptMark(","));
    }
  }

  private void renames() {
    tokens.take();
    tokens.take();
    do {
      modifiers();
      one();
      tokens.accept("TO");
      one();
    } while (tokens.acceptMark(","));
  }

  private void modifiers() {
    Set<String> words =
        Set.of(
            "TABLE",
            "CONCURRENTLY",
            "IF",
            "NOT",
            "EXISTS",
            "ONLY",
            "LATERAL",
            "INDEX",
            "FULL",
            "FREEZE",
            "VERBOSE",
            "ANALYZE",
            "SCHEMA",
            "DATABASE",
            "SYSTEM",
            "NOWAIT",
            "LOCAL",
            "NO_WRITE_TO_BINLOG");
    while (words.contains(tokens.word())) {
      tokens.take();
    }
  }

  private void one() {
    tokens.name().ifPresent(names::add);
  }

  private void several() {
    do {
      one();
      tokens.acceptParenthesis();
    } while (tokens.acceptMark(","));
  }
}
