package eu.dihya.change.apply;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.LockHolder;
import eu.dihya.engine.LockWait;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.TenantWork;
import eu.dihya.sql.StatementText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Taking a target over: its session lock is waited for until nobody else can change anything there.
 *
 * <p>A stranger who has it is waited for as long as for any lock. A connection that an earlier
 * process of this installation left over, or of which this process got no answer, is another
 * matter: while its statement runs it may still commit, and nothing but waiting is safe; when it
 * does nothing, the server has not heard that its client is gone, and it is ended.
 */
final class Takeover {
  /** A server hears of a client's end at once, unless the network or the machine went with it. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final int SHOWN = 120;

  private final SessionOptions options;
  private final TenantWork.Listener listener;
  private final Clock clock;
  private @Nullable LockHolder ending;
  private RunState.@Nullable Orphan shown;
  private Duration waitedForOrphan = Duration.ZERO;

  Takeover(SessionOptions options, TenantWork.Listener listener, Clock clock) {
    this.options = options;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Takes the lock; returns false when it was asked to stop before it had it.
   *
   * @throws eu.dihya.engine.SqlFailure kind LOCKED when a stranger kept it
   * @throws DihyaException LOCKED when an orphan ran for longer than any statement may
   */
  boolean take(Session session) {
    long begun = System.nanoTime();
    Optional<LockHolder> holder = session.tryLock();
    while (holder.isPresent()) {
      if (listener.stopping()) {
        return false;
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      if (holder.get().kin()) {
        await(session, holder.get(), waited);
      } else if (waited.compareTo(options.lock()) >= 0) {
        throw LockWait.refused(holder.get());
      }
      LockWait.pause();
      holder = session.tryLock();
    }
    if (shown != null) {
      listener.waitingFor(null);
      listener.log(LogLevel.INFO, "the orphan has ended; reading what it has done");
    }
    return true;
  }

  /** How long it has waited for connections that were left over. */
  Duration waitedForOrphan() {
    return waitedForOrphan;
  }

  private void await(Session session, LockHolder holder, Duration waited) {
    waitedForOrphan = waited;
    if (waited.compareTo(options.statement().plus(GRACE)) > 0) {
      throw new DihyaException(
          ErrorCode.LOCKED,
          "an orphan of an earlier attempt still has this target after "
              + waited.toSeconds()
              + " s: "
              + holder.text()
              + "; "
              + holder.wayOut());
    }
    if (holder.orphanRunning()) {
      show(session.engine(), holder);
    } else if (holder.abandonedFor(GRACE)) {
      end(session, holder);
    }
  }

  private void show(Engine engine, LockHolder holder) {
    RunState.Orphan before = shown;
    String statement = StatementText.oneLine(holder.statement(), engine, SHOWN);
    boolean same =
        before != null
            && before.connection().equals(holder.connection())
            && before.statement().equals(statement);
    if (!same) {
      RunState.Orphan orphan =
          new RunState.Orphan(holder.connection(), clock.instant().minus(holder.age()), statement);
      shown = orphan;
      listener.waitingFor(orphan);
      listener.log(
          LogLevel.WARN,
          "orphan running: "
              + holder.text()
              + (statement.isEmpty() ? "" : ", " + statement)
              + "; waiting for its end, because it may still take effect");
    }
  }

  private void end(Session session, LockHolder holder) {
    if (ending == null || !ending.connection().equals(holder.connection())) {
      ending = holder;
      listener.log(
          LogLevel.WARN,
          "ending " + holder.text() + ": its client is gone and the server does not know it");
    }
    session.endHolder(holder);
  }
}
