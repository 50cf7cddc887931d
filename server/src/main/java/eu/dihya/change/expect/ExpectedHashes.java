package eu.dihya.change.expect;

import java.util.List;
import java.util.Optional;

/** Hashes of {@link ExpectedShapes}: enough to tell whether all is well. */
public record ExpectedHashes(ExpectedShapes.Source source, List<String> after) {
  public ExpectedHashes {
    after = List.copyOf(after);
  }

  /** After the whole step. */
  public String last() {
    return after.getLast();
  }

  /** After a part of a journalled step, from 1; empty when the step had fewer parts then. */
  public Optional<String> after(int part) {
    return part <= after.size() ? Optional.of(after.get(part - 1)) : Optional.empty();
  }
}
