package eu.dihya.change.expect;

import eu.dihya.engine.Shape;
import java.util.List;

/**
 * The schemas that one step passes through.
 *
 * @param before the step
 * @param after each of its atomic parts where it is journalled, else after the whole step alone
 */
public record ExpectedShapes(Source source, Shape before, List<Shape> after) {
  /** Who has seen them. */
  public enum Source {
    /** A scratch database. */
    SCRATCH,
    /** The first tenant that was migrated, where no scratch could be had. */
    PEER
  }

  public ExpectedShapes {
    after = List.copyOf(after);
  }

  /** The schema before a part, from 1. */
  public Shape before(int part) {
    return part == 1 ? before : after.get(part - 2);
  }

  public ExpectedHashes hashes() {
    return new ExpectedHashes(source, after.stream().map(Shape::hash).toList());
  }
}
