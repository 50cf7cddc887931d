package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.plan.StartAt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a plan that is to be carried out.
 *
 * @param missing why it cannot start yet, for people; empty when it can
 * @param by ids of the people whose approvals count
 */
public record Approved(String missing, List<String> by) {
  /** Nobody was asked, and nobody said anything. */
  public static final Approved NOT_ASKED = new Approved("", List.of());

  public Approved {
    by = List.copyOf(by);
  }

  /** What follows: it starts now or later, or it is held. */
  RolloutEvent event(@Nullable StartAt startAt, Instant now) {
    if (!missing.isEmpty()) {
      return new RolloutEvent.StartHeld(missing);
    }
    if (startAt == null) {
      return new RolloutEvent.Started();
    }
    return startAt.isPast(now)
        ? new RolloutEvent.StartHeld(tooLate(startAt))
        : new RolloutEvent.Scheduled(startAt);
  }

  static String tooLate(StartAt startAt) {
    return "the plan was to start at "
        + startAt.words()
        + ", which has passed; abort what waits for it, and make one with another startAt, or with"
        + " none";
  }

  AuditEntry on(AuditEntry entry) {
    return entry.approvedBy(by);
  }
}
