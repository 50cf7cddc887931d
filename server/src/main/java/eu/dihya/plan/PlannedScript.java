package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.base.Engine;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.StatementClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one direction of a file does on targets that are alike, statement by statement.
 *
 * @param file the variant for the engine, as messages name it
 * @param rights what the accounts of these targets may
 * @param counts how many statements there are of each class
 * @param statements the first ones and those of class {@code ASK}, in their order
 */
public record PlannedScript(
    String file,
    Direction direction,
    Engine engine,
    String serverVersion,
    Set<Capabilities.Right> rights,
    Map<StatementClass, Integer> counts,
    List<Line> statements) {
  public PlannedScript {
    rights = Set.copyOf(rights);
    counts = new TreeMap<>(counts);
    statements = List.copyOf(statements);
  }

  /**
   * How one statement is made to happen once.
   *
   * @param position file, line and column
   * @param text shortened, without its literals
   */
  public record Line(
      int number,
      String position,
      String text,
      @JsonProperty("class") StatementClass statementClass,
      String because) {}
}
