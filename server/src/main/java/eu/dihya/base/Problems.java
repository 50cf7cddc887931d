package eu.dihya.base;

import java.util.ArrayList;
import java.util.List;

/** Collects all problems of one pass, so that a person sees them at once. Not thread-safe. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(SourcePosition position, String message) {
    found.add(new Problem(position, message));
  }

  public void add(Problem problem) {
    found.add(problem);
  }

  public void addAll(List<Problem> problems) {
    found.addAll(problems);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** Ends the pass: throws if anything was found. */
  public void throwIfAny(ErrorCode code) {
    if (!found.isEmpty()) {
      throw new DihyaException(code, found);
    }
  }
}
