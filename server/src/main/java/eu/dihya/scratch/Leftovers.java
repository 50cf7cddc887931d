package eu.dihya.scratch;

import eu.dihya.engine.ScratchName;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.TargetConnector;
import eu.dihya.tenants.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scratch databases whose process died before it dropped them. One that is an hour old, and whose
 * session lock nobody holds, is dropped; one that cannot be dropped is named in the log.
 * Thread-safe.
 */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration OLD = Duration.ofHours(1);

  private final TargetConnector connector;
  private final Clock clock;
  private final Map<String, Instant> swept = new ConcurrentHashMap<>();

  public Leftovers(TargetConnector connector, Clock clock) {
    this.connector = connector;
    this.clock = clock;
  }

  /** Looks at most once an hour beside a target. Never throws for what it finds. */
  public void sweep(Target beside) {
    Instant now = clock.instant();
    Instant due =
        swept.merge(place(beside), now, (last, next) -> last.plus(OLD).isAfter(next) ? last : next);
    if (!due.equals(now)) {
      return;
    }
    try {
      connector.scratches(beside).stream().filter(each -> isOld(each, now)).forEach(this::drop);
    } catch (SqlFailure e) {
      LOG.warn("cannot look for scratch databases beside {}: {}", beside.address(), e.text());
    }
  }

  /** On SQLite each directory has its own. */
  private static String place(Target target) {
    Path parent = Path.of(target.database()).getParent();
    return target.server() + " " + (target.host().isEmpty() ? parent : "");
  }

  private static boolean isOld(Target scratch, Instant now) {
    String name = String.valueOf(Path.of(scratch.database()).getFileName());
    return ScratchName.timeOf(name).filter(made -> made.plus(OLD).isBefore(now)).isPresent();
  }

  private void drop(Target scratch) {
    try {
      try (Session session = connector.open(scratch)) {
        session.lock(Duration.ZERO);
      }
      connector.dropScratch(scratch);
      LOG.info("dropped {}, which a process that died had left", scratch.address());
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.LOCKED) {
        LOG.info("{} is old and still in use", scratch.address());
        return;
      }
      LOG.warn("{} was left behind and cannot be dropped: {}", scratch.address(), e.text());
    }
  }
}
