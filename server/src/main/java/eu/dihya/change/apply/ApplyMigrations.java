package eu.dihya.change.apply;

import eu.dihya.backup.SqliteCopies;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.StoreUnreachable;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.SectionReader;
import eu.dihya.change.expect.Expectations;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Backup;
import eu.dihya.plan.Direction;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.plan.OwnRows;
import eu.dihya.rollout.Evidence;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.TenantWork;
import eu.dihya.security.Principal;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries the steps of a plan out on one tenant: connect, lock, fence, look, copy, apply, verify,
 * observe. The target says what has been done already; nothing is assumed from an earlier attempt.
 */
public final class ApplyMigrations implements TenantWork {
  private static final DateTimeFormatter COPIES =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final TargetConnector connector;
  private final TenantStore tenants;
  private final Supplier<Catalog> catalogs;
  private final SqliteCopies copies;
  private final ObservationStore observations;
  private final Expectations expectations;
  private final ProgramRunner programs;
  private final Clock clock;
  private final String toolVersion;

  public ApplyMigrations(Parts parts, Clock clock, String toolVersion) {
    this.connector = parts.connector();
    this.tenants = parts.tenants();
    this.catalogs = parts.catalogs();
    this.copies = parts.copies();
    this.observations = parts.observations();
    this.expectations = parts.expectations();
    this.programs = parts.programs();
    this.clock = clock;
    this.toolVersion = toolVersion;
  }

  /** What it works with. */
  public record Parts(
      TargetConnector connector,
      TenantStore tenants,
      Supplier<Catalog> catalogs,
      SqliteCopies copies,
      ObservationStore observations,
      Expectations expectations,
      ProgramRunner programs) {}

  @Override
  public RunOutcome carryOut(Order order, Listener listener) {
    RunErrors errors = new RunErrors(order);
    try {
      Persistence persistence = new Persistence(listener);
      return persistence.persist(() -> attempt(order, listener, persistence));
    } catch (StoreUnreachable e) {
      // The target knows how far it is; its failure this is not.
      listener.log(LogLevel.WARN, e.text());
      return new RunOutcome.Stopped();
    } catch (RuntimeException e) {
      return errors.outcome(e);
    }
  }

  @Override
  public void decide(String tenant, Evidence evidence, boolean applied, Principal by) {
    new Decide(connector).decide(tenant(tenant), evidence, applied, by);
  }

  private Tenant tenant(String id) {
    return tenants
        .find(TenantScope.everything(), id)
        .orElseThrow(
            () -> new DihyaException(ErrorCode.NOT_FOUND, "tenant " + id + " is not registered"));
  }

  private RunOutcome attempt(Order order, Listener listener, Persistence persistence) {
    Tenant tenant = tenant(order.plan().tenant());
    Catalog catalog = catalogs.get();
    List<ResolvedStep> steps =
        order.plan().steps().stream()
            .map(step -> ResolvedStep.of(step, catalog, tenant.target().engine()))
            .toList();
    EngineDriver driver = connector.driver(tenant.target().engine());
    try (Session session = connector.open(tenant.target())) {
      listener.cancellable(session::cancel);
      if (!takeOver(session, listener, persistence)) {
        return new RunOutcome.Stopped();
      }
      TargetRun run =
          TargetRun.owning(
              new TargetRun.Opened(driver, session, tenant, Optional.of(programs)),
              catalog,
              order,
              listener,
              toolVersion,
              persistence.lastEpoch());
      persistence.owned(run.epoch());
      return locked(run, steps);
    } finally {
      listener.cancellable(() -> {});
    }
  }

  /** Nothing is read before this: until then an earlier owner may still change everything. */
  private boolean takeOver(Session session, Listener listener, Persistence persistence) {
    Takeover takeover = new Takeover(connector.options(), listener, clock);
    boolean taken = takeover.take(session);
    persistence.excuse(takeover.waitedForOrphan());
    return taken;
  }

  private RunOutcome locked(TargetRun run, List<ResolvedStep> steps) {
    List<HistoryRow> rows = run.history().rows();
    Optional<String> drift = drift(run, rows);
    if (drift.isPresent()) {
      return new RunOutcome.Held(drift.get());
    }
    List<ResolvedStep> left =
        steps.stream().filter(step -> !isDone(step, AppliedSet.of(rows))).toList();
    Optional<String> movedOn = movedOn(run, rows, left);
    if (movedOn.isPresent()) {
      return new RunOutcome.Held(movedOn.get());
    }
    int statements = count(run, left);
    run.listener().counted(statements);
    if (!left.isEmpty()) {
      copy(run);
      if (!left.stream().allMatch(step -> step.plan().atomic())) {
        run.prepareJournal();
      }
      run.check(expectations, rows, left);
    }
    return perform(run, left) ? observe(run, steps, statements) : new RunOutcome.Stopped();
  }

  /** Returns false when it was asked to stop before the end; nothing is owed then either. */
  private static boolean perform(TargetRun run, List<ResolvedStep> left) {
    boolean all = true;
    try {
      for (ResolvedStep step : left) {
        all = all && !run.listener().stopping() && run.perform(step);
        if (all) {
          run.owed().announce(() -> announce(run, step));
        }
      }
    } catch (RuntimeException e) {
      run.owed().payAfter(e);
      throw e;
    }
    run.owed().pay();
    return all;
  }

  private static void announce(TargetRun run, ResolvedStep step) {
    run.listener()
        .log(
            LogLevel.INFO,
            step.plan().migration() + " " + step.plan().direction().code() + ": done");
  }

  /**
   * A migration that was left half-way changed the schema without a history row; that is no drift.
   */
  private static Optional<String> drift(TargetRun run, List<HistoryRow> rows) {
    String recorded = AppliedSet.of(rows).lastShape().orElse(null);
    if (recorded == null || !run.journalled().isEmpty() || recorded.equals(run.shape())) {
      return Optional.empty();
    }
    return Optional.of(
        "drifted: its schema is no longer the one that its history recorded; compare them, then"
            + " adopt or undo the difference");
  }

  /** A plan to revert may be old when it is carried out, or tried again after others were here. */
  private static Optional<String> movedOn(
      TargetRun run, List<HistoryRow> rows, List<ResolvedStep> left) {
    return Optional.ofNullable(run.order().reverts())
        .flatMap(
            reverts ->
                OwnRows.keeping(reverts, rows, left.stream().map(ResolvedStep::plan).toList()));
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
          .copy(run.session(), run.driver().dialect(), copiesOf(run.order()), run.tenant().id())
          .ifPresent(file -> run.listener().log(LogLevel.INFO, "copied to " + file));
    }
  }

  /** An id begins anew in another control store, whose copies may still lie here. */
  private static String copiesOf(Order order) {
    return order.rollout() + "-" + COPIES.format(order.since());
  }

  /** Success is what is seen in the target, not that nothing was thrown. */
  private RunOutcome observe(TargetRun run, List<ResolvedStep> steps, int statements) {
    List<HistoryRow> rows = run.history().rows();
    String shape = run.check().flatMap(ShapeCheck::seenLast).orElseGet(run::shape);
    observations.save(
        run.tenant().id(),
        Observation.Seen.by(run.session().capabilities(), clock.instant(), rows, shape, false)
            .noticing(run.session().notices()));
    AppliedSet applied = AppliedSet.of(rows);
    for (ResolvedStep step : steps) {
      if (!isDone(step, applied)) {
        return new RunOutcome.Failed(
            RunErrors.notObserved(step.plan(), "its history row is not there"));
      }
    }
    boolean expected = applied.lastShape().map(shape::equals).orElse(rows.isEmpty());
    if (!expected) {
      return unexpectedShape(steps);
    }
    run.check().ifPresent(ShapeCheck::observed);
    return new RunOutcome.Done(
        statements, run.check().flatMap(ShapeCheck::notVerified).orElse(null));
  }

  private static RunOutcome unexpectedShape(List<ResolvedStep> steps) {
    return steps.isEmpty()
        ? new RunOutcome.Held(
            "nothing is left to do, and its schema is not the one that its history recorded")
        : new RunOutcome.Failed(
            RunErrors.notObserved(
                steps.getLast().plan(), "the schema is not the one that was recorded with it"));
  }
}
