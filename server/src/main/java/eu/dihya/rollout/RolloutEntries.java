package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import java.time.Clock;
import java.util.Locale;

/** What the audit log is told of a rollout. */
final class RolloutEntries {
  private final Clock clock;
  private final String node;

  RolloutEntries(Clock clock, String node) {
    this.clock = clock;
    this.node = node;
  }

  AuditEntry of(RolloutRecord rollout, RolloutEvent event, AuditEntry.Actor by, String reason) {
    return AuditEntry.of(clock.instant(), node, by, "rollout." + name(event), rollout.id(), reason);
  }

  AuditEntry of(RolloutRecord rollout, RolloutEvent event, Approved approved, AuditEntry.Actor by) {
    return approved.on(of(rollout, event, by, approved.missing()));
  }

  AuditEntry of(RolloutRecord rollout, String tenant, Attempt attempt) {
    return AuditEntry.of(
            clock.instant(),
            node,
            AuditEntry.Actor.of(rollout.createdBy()),
            "run." + attempt.outcome(),
            rollout.id() + "/" + tenant + "#" + attempt.number(),
            "")
        .about(tenant);
  }

  /**
   * What a person said of a statement; the hashes are of the witness, before it was sent and now.
   */
  AuditEntry of(
      String rollout, String tenant, Evidence evidence, RunDecision decision, AuditEntry.Actor by) {
    String what = decision.applied() ? "run.decide-applied" : "run.decide-not-applied";
    String statement = evidence.position() + " " + evidence.row().sha256();
    String object = rollout + "/" + tenant + " " + statement;
    return AuditEntry.of(clock.instant(), node, by, what, object, decision.reason())
        .about(tenant)
        .changing(evidence.witness().before(), evidence.witness().now());
  }

  private static String name(RolloutEvent event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
