package eu.dihya.change.sweep;

import eu.dihya.base.DihyaException;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.TargetHistory;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.sweep.Doubt;
import eu.dihya.plan.sweep.PendingConstraint;
import eu.dihya.plan.sweep.Probe;
import eu.dihya.plan.sweep.Swept.Finding;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one target after the other, through sessions that only read. Thread-safe. */
record TargetProbes(TargetConnector connector, Deadline deadline) {
  private static final Logger LOG = LoggerFactory.getLogger(TargetProbes.class);
  private static final String NO_TIME = "the time for the whole sweep was used up";

  /** What the rows of a tenant say to each of the constraints. Never throws. */
  List<Finding> ask(TenantPlan plan, Tenant tenant, List<PendingConstraint> pending) {
    List<Finding> findings = new ArrayList<>();
    try {
      if (deadline.passed() || pending.stream().allMatch(each -> each.probe().isEmpty())) {
        throw new Unasked(NO_TIME);
      }
      try (Session session = open(tenant.target())) {
        checkState(session, plan, tenant.target());
        prepare(session);
        for (PendingConstraint each : pending) {
          findings.add(finding(session, tenant.id(), each));
        }
      }
    } catch (Unasked | DihyaException e) {
      rest(tenant.id(), pending, findings, words(e));
    } catch (RuntimeException e) {
      LOG.error("probing {} failed", tenant.target().address(), e);
      rest(
          tenant.id(),
          pending,
          findings,
          "unexpected: " + e.getClass().getSimpleName() + "; the server's log has the details");
    }
    return findings;
  }

  /** The target is not asked any more. */
  private static final class Unasked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unasked(String message) {
      super(message);
    }
  }

  private static String words(RuntimeException e) {
    return e instanceof DihyaException known ? known.text() : String.valueOf(e.getMessage());
  }

  private static void rest(
      String tenant, List<PendingConstraint> pending, List<Finding> findings, String because) {
    for (PendingConstraint each : pending.subList(findings.size(), pending.size())) {
      findings.add(
          Finding.notProbed(
              tenant, each.constraint(), each.probe().isPresent() ? because : each.because()));
    }
  }

  private Session open(Target target) {
    SessionOptions options = connector.options().reading().withStatement(deadline.forStatement());
    return connector
        .driver(target.engine())
        .connect(target, connector.credentials(target), options);
  }

  /** What the plan's statements meet is known only where nothing has run since it was made. */
  private void checkState(Session session, TenantPlan plan, Target target) {
    var found = TargetHistory.of(session, connector.driver(target.engine()).dialect(), target);
    if (!plan.isFor(found.rows())) {
      throw new Unasked("it is no longer at the version that the plan was made for");
    } else if (found.halfway()) {
      throw new Unasked("a migration was begun there and has not ended");
    }
  }

  /** So that no row is kept from us without a word, and long keys are told apart. */
  private static void prepare(Session session) {
    switch (session.engine()) {
      case POSTGRESQL -> session.update("SET row_security = off");
      case MYSQL, MARIADB -> session.update("SET SESSION max_sort_length = 4096");
      case SQLITE -> {}
    }
  }

  private Finding finding(Session session, String tenant, PendingConstraint pending) {
    Optional<Probe> probe = pending.probe();
    if (probe.isEmpty()) {
      return Finding.notProbed(tenant, pending.constraint(), pending.because());
    } else if (deadline.passed()) {
      throw new Unasked(NO_TIME);
    }
    try {
      return asked(session, tenant, pending, probe.get());
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.CONNECTION_LOST) {
        throw e;
      }
      return Finding.notProbed(tenant, pending.constraint(), e.text());
    }
  }

  private static Finding asked(
      Session session, String tenant, PendingConstraint pending, Probe probe) {
    for (Doubt doubt : probe.doubts()) {
      if (!session.query(doubt.sql()).isEmpty()) {
        return Finding.notProbed(tenant, pending.constraint(), doubt.because());
      }
    }
    Probe whole = probe;
    if (probe.parentKey().isPresent()) {
      List<String> key =
          session.query(probe.parentKey().get()).stream().map(row -> row.text("name")).toList();
      if (!probe.fits(key)) {
        return Finding.notProbed(
            tenant, pending.constraint(), "the parent's primary key has other columns");
      }
      whole = probe.withParentKey(key);
    }
    Row row = session.query(whole.sql()).getFirst();
    return Finding.counted(tenant, pending.constraint(), row.number("offending"));
  }

  /** How long there is time. */
  record Deadline(long at, Duration statement) {
    static Deadline in(Duration budget, Duration statement) {
      return new Deadline(System.nanoTime() + budget.toNanos(), statement);
    }

    boolean passed() {
      return System.nanoTime() - at >= 0;
    }

    Duration forStatement() {
      Duration left = Duration.ofNanos(Math.max(1_000_000, at - System.nanoTime()));
      return left.compareTo(statement) < 0 ? left : statement;
    }
  }
}
