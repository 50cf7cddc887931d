package eu.dihya.rollout;

import eu.dihya.base.TenantScope;
import eu.dihya.security.Principal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it is stored.
 *
 * @param id {@code R-0001}
 * @param revision grows with each change; a change is refused when it is not the one that was read
 * @param since when it came into this state
 * @param reportCid of the archived report, once there is one
 * @param aftermath what was done about it after its end
 */
public record RolloutRecord(
    String id,
    long revision,
    String title,
    String planId,
    RolloutState state,
    Instant since,
    Instant createdAt,
    Principal createdBy,
    @Nullable Instant finishedAt,
    int admittedWaves,
    @Nullable Instant waveEndedAt,
    @Nullable String reportCid,
    Aftermath aftermath) {
  public RolloutRecord {
    // One that an earlier version stored has none.
    aftermath = Objects.requireNonNullElse(aftermath, Aftermath.NONE);
  }

  /** The same rollout in another state. */
  RolloutRecord in(RolloutState next, Instant at) {
    boolean changed = !next.getClass().equals(state.getClass());
    Instant finished = !next.finished() ? null : changed ? at : finishedAt;
    return new RolloutRecord(
        id,
        revision,
        title,
        planId,
        next,
        changed ? at : since,
        createdAt,
        createdBy,
        finished,
        admittedWaves,
        waveEndedAt,
        next.finished() ? reportCid : null,
        next.finished() ? aftermath : aftermath.reopened());
  }

  RolloutRecord admitted(int waves) {
    return new RolloutRecord(
        id,
        revision,
        title,
        planId,
        state,
        since,
        createdAt,
        createdBy,
        finishedAt,
        waves,
        null,
        reportCid,
        aftermath);
  }

  RolloutRecord waveEnded(@Nullable Instant at) {
    return new RolloutRecord(
        id,
        revision,
        title,
        planId,
        state,
        since,
        createdAt,
        createdBy,
        finishedAt,
        admittedWaves,
        at,
        reportCid,
        aftermath);
  }

  RolloutRecord withPlan(String newPlanId, String newTitle) {
    return new RolloutRecord(
        id,
        revision,
        newTitle,
        newPlanId,
        state,
        since,
        createdAt,
        createdBy,
        finishedAt,
        admittedWaves,
        waveEndedAt,
        reportCid,
        aftermath);
  }

  /** The same rollout one revision on. */
  public RolloutRecord next() {
    return new RolloutRecord(
        id,
        revision + 1,
        title,
        planId,
        state,
        since,
        createdAt,
        createdBy,
        finishedAt,
        admittedWaves,
        waveEndedAt,
        reportCid,
        aftermath);
  }

  /** The same rollout with the id that the store gave it. */
  public RolloutRecord withId(String newId) {
    return new RolloutRecord(
        newId,
        revision,
        title,
        planId,
        state,
        since,
        createdAt,
        createdBy,
        finishedAt,
        admittedWaves,
        waveEndedAt,
        reportCid,
        aftermath);
  }

  /**
   * What a scope with a run in it sees: no reason, which may speak of any tenant, and no report.
   */
  public RolloutRecord within(TenantScope scope) {
    return scope.whole()
        ? this
        : new RolloutRecord(
            id,
            revision,
            title,
            planId,
            state.unexplained(),
            since,
            createdAt,
            createdBy,
            finishedAt,
            admittedWaves,
            waveEndedAt,
            null,
            Aftermath.NONE);
  }

  RolloutRecord reported(@Nullable String cid) {
    return new RolloutRecord(
        id,
        revision,
        title,
        planId,
        state,
        since,
        createdAt,
        createdBy,
        finishedAt,
        admittedWaves,
        waveEndedAt,
        cid,
        aftermath);
  }

  /** Signed off, so that its report is to be archived anew. */
  RolloutRecord signed(SignOff by) {
    return reported(null).with(aftermath.signed(by));
  }

  RolloutRecord with(Aftermath next) {
    return new RolloutRecord(
        id,
        revision,
        title,
        planId,
        state,
        since,
        createdAt,
        createdBy,
        finishedAt,
        admittedWaves,
        waveEndedAt,
        reportCid,
        next);
  }
}
