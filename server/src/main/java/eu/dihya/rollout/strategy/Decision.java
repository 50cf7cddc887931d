package eu.dihya.rollout.strategy;

import java.time.Instant;
import java.util.List;

/** What is to happen next. */
public sealed interface Decision {
  /** The time has come. */
  record Start() implements Decision {}

  /** Start these runs now. */
  record Run(List<String> tenants) implements Decision {
    public Run {
      tenants = List.copyOf(tenants);
    }
  }

  /** Let the members of the next wave in. */
  record AdmitWave(int wave) implements Decision {}

  /** The last admitted wave has come to its end; note the time. */
  record NoteWaveEnd() implements Decision {}

  /** The failure budget is exceeded. */
  record Stop(String because) implements Decision {}

  /** Nothing is left to do. */
  record End() implements Decision {}

  /** Nothing to do until something happens. */
  record Wait() implements Decision {}

  /** Nothing to do until something happens, or until then. */
  record WaitUntil(Instant at) implements Decision {}
}
