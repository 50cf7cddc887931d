package eu.dihya.engine;

import eu.dihya.tenants.Target;
import java.util.Optional;

/**
 * Reads from a target's catalogue whether a statement that cannot be in a transaction took effect.
 * Thread-safe.
 */
public interface StatementProbe {
  /** For engines whose witness says all that can be said. */
  StatementProbe NONE = (session, target, sql) -> Optional.empty();

  /** What is found; empty for a statement that this probe knows nothing of. */
  Optional<Verdict> look(Session session, Target target, String sql);

  /** What became of a statement. */
  sealed interface Verdict {
    /** It took effect. */
    record Done() implements Verdict {}

    /** It left nothing. */
    record Absent() implements Verdict {}

    /** It left a part that the repair takes away; then it can be run again. */
    record Partial(String repair) implements Verdict {}

    /** Something is there that it cannot have left. */
    record Different(String found) implements Verdict {}
  }
}
