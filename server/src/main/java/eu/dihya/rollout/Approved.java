package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import java.util.List;

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

  RolloutEvent event() {
    return missing.isEmpty() ? new RolloutEvent.Started() : new RolloutEvent.StartHeld(missing);
  }

  AuditEntry on(AuditEntry entry) {
    return entry.approvedBy(by);
  }
}
