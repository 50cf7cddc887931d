package eu.dihya.rollout;

import eu.dihya.base.TenantScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's run as it is stored.
 *
 * @param wave index of its wave
 * @param attempt number of the attempt that is running or was the last; 0 before the first
 * @param statements how many statements the run has in all, 0 until they are counted
 */
public record RunRecord(
    String tenant,
    int wave,
    RunState state,
    int attempt,
    int statements,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {
  static RunRecord waiting(String tenant, int wave) {
    return new RunRecord(tenant, wave, new RunState.Waiting(), 0, 0, null, null);
  }

  /** What a scope with this tenant in it sees. */
  RunRecord within(TenantScope scope) {
    return scope.whole() ? this : in(state.unexplained());
  }

  RunRecord in(RunState next) {
    return new RunRecord(tenant, wave, next, attempt, statements, startedAt, finishedAt);
  }

  RunRecord started(Instant at) {
    return new RunRecord(tenant, wave, new RunState.Preparing(), attempt + 1, 0, at, null);
  }

  RunRecord counted(int total) {
    return new RunRecord(tenant, wave, state, attempt, total, startedAt, finishedAt);
  }

  RunRecord ended(RunState end, Instant at) {
    return new RunRecord(tenant, wave, end, attempt, statements, startedAt, at);
  }

  RunRecord again() {
    return new RunRecord(tenant, wave, new RunState.Waiting(), attempt, statements, null, null);
  }

  /** Waits again because it was stopped in the middle and not because somebody asked for it. */
  RunRecord interrupted() {
    return new RunRecord(tenant, wave, new RunState.Waiting(true), attempt, statements, null, null);
  }
}
