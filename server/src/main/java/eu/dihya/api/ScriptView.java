package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.StatementClass;
import eu.dihya.plan.PlannedScript;
import java.util.List;
import java.util.Map;

/** What a file does on targets that are alike, and how each statement is made to happen once. */
record ScriptView(
    String file,
    String direction,
    String engine,
    String serverVersion,
    List<Capabilities.Right> rights,
    Map<StatementClass, Integer> counts,
    List<StatementView> statements) {
  record StatementView(
      int number,
      String position,
      @JsonProperty("class") StatementClass statementClass,
      String because,
      String text) {}

  static ScriptView of(PlannedScript script) {
    return new ScriptView(
        script.file(),
        script.direction().code(),
        script.engine().code(),
        script.serverVersion(),
        script.rights().stream().sorted().toList(),
        script.counts(),
        script.statements().stream()
            .map(
                line ->
                    new StatementView(
                        line.number(),
                        line.position(),
                        line.statementClass(),
                        line.because(),
                        line.text()))
            .toList());
  }
}
