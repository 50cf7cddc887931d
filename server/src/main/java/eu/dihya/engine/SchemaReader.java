package eu.dihya.engine;

import eu.dihya.tenants.Target;

/** Reads a target's real schema from its own catalogue. Thread-safe. */
public interface SchemaReader {
  /**
   * The canonical schema: tables, columns, types, defaults, constraints, indexes, views, triggers,
   * routines, grants. No counters, no {@code dihya_*} tables, no name of the schema or database
   * that holds them: equal for equal schemas wherever they stand.
   */
  Shape shape(Session session, Target target);

  /**
   * A hash that also covers what only this target has (object ids): it changes even when the shape
   * does not.
   */
  String witness(Session session, Target target);

  /**
   * What decides, besides the shape, which shape a statement leaves: the settings of server and
   * database that give defaults. Equal texts mean equal outcomes; the text is for comparing only.
   */
  String defaults(Session session, Target target);
}
