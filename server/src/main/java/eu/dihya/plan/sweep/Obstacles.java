package eu.dihya.plan.sweep;

import eu.dihya.base.Engine;
import eu.dihya.sql.RowDemand;
import java.util.Optional;

/** Why a demand has no probe, whatever runs before it. */
final class Obstacles {
  private Obstacles() {}

  static Optional<String> of(RowDemand demand, Engine engine, boolean atomic) {
    boolean index = demand instanceof RowDemand.Unique && !demand.of().name().isEmpty();
    if (demand instanceof RowDemand.Unclear unclear) {
      return Optional.of(unclear.because());
    } else if (demand.of().unlessThere() && !index) {
      return Optional.of("it is added only where it is missing");
    } else if (demand instanceof RowDemand.Reference reference) {
      return ofReference(reference, engine, atomic);
    }
    return Optional.empty();
  }

  private static Optional<String> ofReference(
      RowDemand.Reference reference, Engine engine, boolean atomic) {
    if (engine == Engine.SQLITE && !atomic) {
      return Optional.of(
          "SQLite checks foreign keys at the end of a transaction, and there is none");
    }
    boolean named = !reference.parentColumns().isEmpty();
    return named || engine == Engine.POSTGRESQL || engine == Engine.SQLITE
        ? Optional.empty()
        : Optional.of("it does not name the columns of " + reference.parent());
  }
}
