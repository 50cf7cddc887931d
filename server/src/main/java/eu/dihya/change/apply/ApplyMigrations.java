package eu.dihya.change.apply;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import eu.dihya.backup.SqliteCopies;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Backup;
import eu.dihya.plan.Direction;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.TenantWork;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries the steps of a plan out on one tenant: connect, lock, fence, look, copy, apply, verify,
 * observe. The target says what has been done already; nothing is assumed from an earlier attempt.
 */
public final class ApplyMigrations implements TenantWork {
  private final TargetConnector connector;
  private final TenantStore tenants;
  private final Supplier<Catalog> catalogs;
  private final SqliteCopies copies;
  private final ObservationStore observations;
  private final Clock clock;
  private final String toolVersion;

  public ApplyMigrations(Parts parts, Clock clock, String toolVersion) {
    this.connector = parts.connector();
    this.tenants = parts.tenants();
    this.catalogs = parts.catalogs();
    this.copies = parts.copies();
    this.observations = parts.observations();
    this.clock = clock;
    this.toolVersion = toolVersion;
  }

  /** What it works with. */
  public record Parts(
      TargetConnector connector,
      TenantStore tenants,
      Supplier<Catalog> catalogs,
      SqliteCopies copies,
      ObservationStore observations) {}

  @Override
  public RunOutcome carryOut(Order order, Listener listener) {
    RunErrors errors = new RunErrors(order);
    try {
      return Failsafe.with(transientFailures(listener)).get(() -> attempt(order, listener));
    } catch (RuntimeException e) {
      return errors.outcome(e);
    }
  }

  private RunOutcome attempt(Order order, Listener listener) {
    Tenant tenant =
        tenants
            .find(order.plan().tenant())
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.NOT_FOUND,
                        "tenant " + order.plan().tenant() + " is not registered"));
    Catalog catalog = catalogs.get();
    List<ResolvedStep> steps =
        order.plan().steps().stream()
            .map(step -> ResolvedStep.of(step, catalog, tenant.target().engine()))
            .toList();
    EngineDriver driver = connector.driver(tenant.target().engine());
    try (Session session = connector.open(tenant.target())) {
      listener.cancellable(session::cancel);
      session.lock(connector.options().lock());
      TargetRun run =
          TargetRun.owning(
              new TargetRun.Opened(driver, session, tenant), catalog, order, listener, toolVersion);
      return locked(run, steps);
    } finally {
      listener.cancellable(() -> {});
    }
  }

  private RunOutcome locked(TargetRun run, List<ResolvedStep> steps) {
    List<HistoryRow> rows = run.history().rows();
    Optional<String> drift = drift(run, rows);
    if (drift.isPresent()) {
      return new RunOutcome.Held(drift.get());
    }
    List<ResolvedStep> left =
        steps.stream().filter(step -> !isDone(step, AppliedSet.of(rows))).toList();
    int statements = count(run, left);
    run.listener().counted(statements);
    if (!left.isEmpty()) {
      copy(run);
    }
    for (ResolvedStep step : left) {
      if (run.listener().stopping() || !run.perform(step)) {
        return new RunOutcome.Stopped();
      }
      run.listener()
          .log(
              LogLevel.INFO,
              step.plan().migration() + " " + step.plan().direction().code() + ": done");
    }
    return observe(run, steps, statements);
  }

  /**
   * A migration that was left half-way changed the schema without a history row; that is no drift.
   */
  private static Optional<String> drift(TargetRun run, List<HistoryRow> rows) {
    String recorded = AppliedSet.of(rows).lastShape().orElse(null);
    if (recorded == null || !run.journal().all().isEmpty() || recorded.equals(run.shape())) {
      return Optional.empty();
    }
    return Optional.of(
        "drifted: its schema is no longer the one that its history recorded; compare them, then"
            + " adopt or undo the difference");
  }

  private static boolean isDone(ResolvedStep step, AppliedSet applied) {
    Optional<HistoryRow> row = applied.find(step.plan().stream(), step.plan().version());
    if (step.plan().direction() == Direction.DOWN) {
      return row.isEmpty();
    }
    return row.isPresent()
        && (!step.migration().repeatable()
            || row.get().rawChecksum().equals(step.plan().rawChecksum()));
  }

  private static int count(TargetRun run, List<ResolvedStep> steps) {
    int count = 0;
    for (ResolvedStep step : steps) {
      try (SectionReader statements = run.open(step.section())) {
        while (statements.hasNext()) {
          count += run.parts(statements.next()).size();
        }
      }
    }
    return count;
  }

  private void copy(TargetRun run) {
    if (run.order().plan().backup() == Backup.COPY) {
      copies
          .copy(run.session(), run.driver().dialect(), run.order().rollout(), run.tenant().id())
          .ifPresent(file -> run.listener().log(LogLevel.INFO, "copied to " + file));
    }
  }

  /** Success is what is seen in the target, not that nothing was thrown. */
  private RunOutcome observe(TargetRun run, List<ResolvedStep> steps, int statements) {
    List<HistoryRow> rows = run.history().rows();
    String shape = run.shape();
    observations.save(
        run.tenant().id(),
        new Observation.Seen(clock.instant(), run.session().serverVersion(), rows, shape, false));
    AppliedSet applied = AppliedSet.of(rows);
    for (ResolvedStep step : steps) {
      if (!isDone(step, applied)) {
        return new RunOutcome.Failed(
            RunErrors.notObserved(step.plan(), "its history row is not there"));
      }
    }
    boolean expected = applied.lastShape().map(shape::equals).orElse(rows.isEmpty());
    return expected ? new RunOutcome.Done(statements) : unexpectedShape(steps);
  }

  private static RunOutcome unexpectedShape(List<ResolvedStep> steps) {
    return steps.isEmpty()
        ? new RunOutcome.Held(
            "nothing is left to do, and its schema is not the one that its history recorded")
        : new RunOutcome.Failed(
            RunErrors.notObserved(
                steps.getLast().plan(), "the schema is not the one that was recorded with it"));
  }

  /**
   * Lock, deadlock, lost connection: everything again from the lock on, at most five times in a
   * minute.
   */
  private static RetryPolicy<RunOutcome> transientFailures(Listener listener) {
    return RetryPolicy.<RunOutcome>builder()
        .handleIf(ApplyMigrations::isTransient)
        .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(10))
        .withJitter(0.5)
        .withMaxRetries(5)
        .withMaxDuration(Duration.ofMinutes(1))
        .abortIf((outcome, error) -> listener.stopping())
        .onRetry(
            event ->
                listener.log(LogLevel.WARN, "again, because: " + reason(event.getLastException())))
        .build();
  }

  private static boolean isTransient(Throwable error) {
    return switch (error) {
      case StatementFailure failure -> failure.failure().kind().isTransient();
      case SqlFailure failure -> failure.kind().isTransient();
      default -> false;
    };
  }

  private static String reason(Throwable error) {
    return error instanceof StatementFailure failure
        ? failure.failure().text()
        : String.valueOf(error.getMessage());
  }
}
