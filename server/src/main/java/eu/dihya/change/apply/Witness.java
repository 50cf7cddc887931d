package eu.dihya.change.apply;

import eu.dihya.engine.JournalEntry;

/**
 * What a journal row says of the schema before its statement: the target's witness, or the shape
 * alone where that tells whether the statement took effect.
 */
final class Witness {
  private static final String SHAPE = "shape:";

  private Witness() {}

  static String ofShape(String hash) {
    return SHAPE + hash;
  }

  static boolean isShape(String before) {
    return before.startsWith(SHAPE);
  }

  /** What the row would say now. */
  static String now(TargetRun run, JournalEntry entry) {
    return isShape(entry.witnessBefore()) ? ofShape(run.shape()) : run.witness();
  }
}
