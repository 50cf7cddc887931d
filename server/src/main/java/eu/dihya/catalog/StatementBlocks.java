package eu.dihya.catalog;

import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Checks that goose's {@code StatementBegin} and {@code StatementEnd} come in pairs. Not
 * thread-safe.
 */
final class StatementBlocks {
  private final Problems problems;
  private @Nullable SourcePosition begun;

  StatementBlocks(Problems problems) {
    this.problems = problems;
  }

  void begin(SourcePosition position, boolean inSection) {
    if (begun != null) {
      problems.add(position, "StatementBegin inside the block that begins in line " + begun.line());
    } else if (!inSection) {
      problems.add(position, "StatementBegin before the first section");
    }
    begun = position;
  }

  void end(SourcePosition position) {
    if (begun == null) {
      problems.add(position, "StatementEnd without a StatementBegin before it");
    }
    begun = null;
  }

  /** The section ends here. */
  void close() {
    if (begun != null) {
      problems.add(begun, "StatementBegin without a StatementEnd in the same section");
    }
    begun = null;
  }
}
