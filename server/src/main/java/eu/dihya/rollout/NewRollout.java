package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Plan;
import eu.dihya.plan.StartAt;
import eu.dihya.plan.Wave;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan that begins to be carried out, with all that is stored of that. */
record NewRollout(
    RolloutRecord record, List<RunRecord> runs, RolloutEvent first, AuditEntry entry) {
  /**
   * @throws DihyaException CONFLICT when its time to start has passed
   */
  static NewRollout of(
      Plan plan, Approved approved, String reason, AuditEntry.Actor by, RolloutContext context) {
    Instant now = context.clock().instant();
    StartAt startAt = plan.request().startAt();
    if (startAt != null && startAt.isPast(now)) {
      throw new DihyaException(ErrorCode.CONFLICT, Approved.tooLate(startAt));
    }
    RolloutRecord planned =
        new RolloutRecord(
            "",
            0,
            title(plan),
            plan.id(),
            new RolloutState.Planned(),
            now,
            now,
            by.principal(),
            null,
            0,
            null,
            null,
            Aftermath.NONE);
    RolloutEvent first = approved.event(startAt, now);
    String why =
        Stream.of(reason, plan.choice())
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    AuditEntry entry =
        AuditEntry.of(now, context.node(), by, "rollout.start", plan.id(), why)
            .changing(null, plan.digest());
    return new NewRollout(
        planned.in(RolloutTransitions.apply(planned.state(), first), now),
        runs(plan),
        first,
        approved.on(entry));
  }

  private static List<RunRecord> runs(Plan plan) {
    List<RunRecord> runs = new ArrayList<>();
    for (int index = 0; index < plan.waves().size(); index++) {
      Wave wave = plan.waves().get(index);
      int waveIndex = index;
      wave.tenants().forEach(tenant -> runs.add(RunRecord.waiting(tenant, waveIndex)));
    }
    return runs;
  }

  static String title(Plan plan) {
    List<String> names = plan.migrations();
    String reverts = plan.request().reverts();
    if (reverts != null) {
      return "revert of " + reverts;
    }
    return switch (names.size()) {
      case 0 -> "nothing to do";
      case 1 -> names.getFirst();
      default -> names.getLast() + " and " + (names.size() - 1) + " more";
    };
  }
}
