package eu.dihya.drift;

import eu.dihya.base.DihyaException;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.TargetHistory;
import eu.dihya.plan.Observation;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at tenants. A target that cannot be read is an observation too, and one that surprises
 * us must not hide the others. Thread-safe.
 *
 * @param before what was last seen of each
 * @param settled whose catalogue need not be read
 */
record Look(
    TargetConnector connector, Clock clock, Map<String, Observation> before, Settled settled) {
  private static final Logger LOG = LoggerFactory.getLogger(Look.class);

  /** What was seen of a tenant when somebody reached it last. */
  Optional<Observation.Seen> before(Tenant tenant) {
    return Optional.ofNullable(before.get(tenant.id()))
        .filter(Observation.Seen.class::isInstance)
        .map(Observation.Seen.class::cast);
  }

  /** Whether it will be, if its history is still the one that was seen. */
  boolean expectedSettled(Tenant tenant) {
    return before(tenant)
        .filter(seen -> !seen.drifted() && !seen.halfway())
        .filter(seen -> settled.test(tenant, seen))
        .isPresent();
  }

  /**
   * Reads a target through a session of its own: its history, and unless it is settled its
   * catalogue.
   */
  Observation alone(Tenant tenant) {
    Target target = tenant.target();
    EngineDriver driver = connector.driver(target.engine());
    try (Session session = connector.read(target)) {
      TargetHistory found = TargetHistory.of(session, driver.dialect(), target);
      Optional<Observation.Seen> known = settled(tenant, found);
      if (known.isPresent()) {
        session.finished();
        return known.get();
      }
      String shape = driver.schemaReader().shape(session, target).hash();
      session.finished();
      return Observation.Seen.by(found, clock.instant(), shape);
    } catch (DihyaException e) {
      return new Observation.Unreachable(clock.instant(), e.text());
    } catch (RuntimeException e) {
      LOG.error("observing {} failed", target.address(), e);
      return new Observation.Unreachable(
          clock.instant(),
          "unexpected: " + e.getClass().getSimpleName() + "; the server's log has the details");
    }
  }

  /**
   * Reads the histories of tenants of one database together. Who is left out is not settled, or
   * cannot be read so, and is to be looked at alone; when the database cannot be reached, nobody
   * is.
   */
  Map<String, Observation> together(Neighbours neighbours) {
    Map<String, Observation> seen = new HashMap<>();
    try {
      Map<Target, TargetHistory> found = histories(neighbours.targets());
      for (Tenant tenant : neighbours.tenants()) {
        Optional.ofNullable(found.get(tenant.target()))
            .flatMap(history -> settled(tenant, history))
            .ifPresent(known -> seen.put(tenant.id(), known));
      }
    } catch (DihyaException e) {
      var lost = new Observation.Unreachable(clock.instant(), e.text());
      neighbours.tenants().forEach(tenant -> seen.put(tenant.id(), lost));
    } catch (RuntimeException e) {
      LOG.error("reading histories on {} failed", neighbours.server(), e);
    }
    return seen;
  }

  /** A finding of drift is not kept: whoever is left out for it is looked at each time. */
  private Optional<Observation.Seen> settled(Tenant tenant, TargetHistory found) {
    Optional<Observation.Seen> last = before(tenant);
    if (found.halfway() || last.filter(Observation.Seen::drifted).isPresent()) {
      return Optional.empty();
    }
    Observation.Seen now =
        last.filter(seen -> seen.holdsWith(found))
            .map(seen -> seen.again(clock.instant(), found))
            .orElseGet(() -> Observation.Seen.unread(found, clock.instant()));
    return Optional.of(now).filter(seen -> settled.test(tenant, seen));
  }

  /**
   * A connection that is lost is tried once more: somebody may have ended it, and that is no word
   * on so many tenants.
   */
  private Map<Target, TargetHistory> histories(List<Target> targets) {
    try {
      return connector.histories(targets);
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.CONNECTION_LOST) {
        return connector.histories(targets);
      }
      throw e;
    }
  }
}
