package eu.dihya.sql;

import java.util.List;
import java.util.Set;

/**
 * The beginning of {@code CREATE}, {@code ALTER} and {@code DROP}.
 *
 * @param verb such as {@code CREATE INDEX}
 * @param temporary whether the object is a temporary one
 */
record ObjectType(String verb, boolean temporary) {
  private static final Set<String> MODIFIERS =
      Set.of(
          "OR",
          "REPLACE",
          "GLOBAL",
          "LOCAL",
          "UNLOGGED",
          "UNIQUE",
          "FULLTEXT",
          "RECURSIVE",
          "AGGREGATE",
          "TRUSTED",
          "PROCEDURAL",
          "CONSTRAINT",
          "VIRTUAL",
          "ONLINE",
          "OFFLINE",
          "IGNORE",
          "VECTOR");
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("MATERIALIZED", "VIEW"),
          List.of("FOREIGN", "TABLE"),
          List.of("FOREIGN", "DATA", "WRAPPER"),
          List.of("EVENT", "TRIGGER"),
          List.of("TEXT", "SEARCH"),
          List.of("USER", "MAPPING"),
          List.of("ACCESS", "METHOD"),
          List.of("OPERATOR", "CLASS"),
          List.of("OPERATOR", "FAMILY"),
          List.of("DEFAULT", "PRIVILEGES"),
          List.of("LARGE", "OBJECT"),
          List.of("LOGFILE", "GROUP"),
          List.of("RESOURCE", "GROUP"),
          List.of("UNDO", "TABLESPACE"),
          List.of("PACKAGE", "BODY"),
          List.of("SPATIAL", "REFERENCE", "SYSTEM"));

  static ObjectType read(TokenCursor tokens) {
    String action = tokens.take();
    boolean temporary = false;
    while (true) {
      if (tokens.accept("TEMPORARY") || tokens.accept("TEMP")) {
        temporary = true;
      } else if (MODIFIERS.contains(tokens.word())) {
        tokens.take();
      } else if (!option(tokens)) {
        break;
      }
    }
    return new ObjectType(action + " " + type(tokens), temporary);
  }

  /** {@code ALGORITHM = x}, {@code DEFINER = user}, {@code SQL SECURITY x}. */
  private static boolean option(TokenCursor tokens) {
    if (tokens.accept("SQL", "SECURITY")) {
      tokens.take();
      return true;
    }
    if (tokens.accept("ALGORITHM")) {
      tokens.acceptMark("=");
      tokens.take();
      return true;
    }
    return tokens.accept("DEFINER") && definer(tokens);
  }

  private static boolean definer(TokenCursor tokens) {
    tokens.acceptMark("=");
    tokens.take();
    tokens.acceptParenthesis();
    if (tokens.word().startsWith("@")) {
      boolean alone = tokens.take().equals("@");
      if (alone) {
        tokens.take();
      }
    }
    return true;
  }

  private static String type(TokenCursor tokens) {
    for (List<String> pair : PAIRS) {
      if (tokens.accept(pair.toArray(String[]::new))) {
        return String.join(" ", pair);
      }
    }
    tokens.accept("SPATIAL");
    return tokens.take();
  }
}
