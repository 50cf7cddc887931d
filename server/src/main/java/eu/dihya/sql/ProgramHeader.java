package eu.dihya.sql;

import java.util.Set;

/**
 * The part of {@code CREATE PROCEDURE | FUNCTION | TRIGGER | EVENT} before its body, in MySQL's
 * dialects.
 */
final class ProgramHeader {
  private static final Set<String> COMPOUND =
      Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");
  private static final Set<String> CHARACTERISTICS =
      Set.of(
          "",
          "COMMENT",
          "LANGUAGE",
          "SQL",
          "NOT",
          "DETERMINISTIC",
          "CONTAINS",
          "NO",
          "READS",
          "MODIFIES",
          "DATA",
          "SECURITY",
          "DEFINER",
          "INVOKER");

  private String program = "";
  private String previous = "";
  private int parentheses;
  private boolean parametersRead;
  private boolean bodyNext;
  private int skip;

  void begin() {
    of("");
  }

  void of(String kind) {
    program = kind;
    previous = "";
    parentheses = 0;
    parametersRead = false;
    bodyNext = false;
    skip = 0;
  }

  /** Takes a word or mark ("" for anything else); whether it is the first of the body. */
  boolean ended(String word) {
    boolean first =
        switch (program) {
          case "TRIGGER" -> trigger(word);
          case "EVENT" -> event(word);
          default -> routine(word);
        };
    previous = word;
    return first;
  }

  /** {@code … FOR EACH ROW [FOLLOWS | PRECEDES other] body}. */
  private boolean trigger(String word) {
    if (!bodyNext) {
      bodyNext = word.equals("ROW") && previous.equals("EACH");
      return false;
    }
    if (skip > 0) {
      skip--;
      return false;
    }
    if (word.equals("FOLLOWS") || word.equals("PRECEDES")) {
      skip = 1;
      return false;
    }
    return true;
  }

  private boolean event(String word) {
    boolean first = bodyNext;
    bodyNext = word.equals("DO");
    return first;
  }

  private boolean routine(String word) {
    if (word.equals("(")) {
      parentheses++;
    } else if (word.equals(")")) {
      parentheses--;
      parametersRead |= parentheses == 0;
    } else if (parentheses == 0 && parametersRead) {
      return program.equals("PROCEDURE")
          ? !CHARACTERISTICS.contains(word)
          : word.equals("RETURN") || COMPOUND.contains(word) || word.equals(":");
    }
    return false;
  }
}
