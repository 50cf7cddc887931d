package eu.dihya.engine.mysql;

import eu.dihya.engine.Row;
import java.util.Map;

/**
 * Views, triggers, routines and events in canonical words. Who defined them is left out, since each
 * tenant has accounts of its own; the SQL mode that a body was written under is part of what it
 * does. When an event is due depends on when it was made, and is left out.
 */
final class ProgramShapes {
  private static final String HIDDEN = "(body not visible to this account)";

  private final Catalogue.Programs programs;
  private final String database;

  ProgramShapes(Catalogue.Programs programs, String database) {
    this.programs = programs;
    this.database = database;
  }

  void addTo(Map<String, String> objects) {
    for (Row program : programs.bodies()) {
      String parent = program.text("parent");
      String name = program.text("kind") + " " + program.text("name");
      objects.put(
          parent.isEmpty() ? name : "table " + parent + "/" + name,
          Words.of(program.text("attributes"), "as", body(program)));
    }
    for (Row parameter : programs.parameters()) {
      String routine = parameter.text("kind") + " " + parameter.text("routine");
      objects.put(
          "%s/parameter %03d".formatted(routine, parameter.number("position")),
          parameter.text("definition"));
    }
  }

  private String body(Row program) {
    String body = program.textOrNull("body");
    if (body == null || body.isBlank()) {
      return HIDDEN;
    }
    return program.text("kind").equals("view") ? ViewText.unqualified(body, database) : body;
  }
}
