package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.audit.AuditLog;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes refusals and downloads to the audit, so that nobody can fill it: the first of a kind in a
 * minute at once, all others of that kind as one entry when the minute is over. Who is refused in
 * very many ways within a minute is counted in general from then on. Neither waits for the store
 * nor fails with it. Thread-safe.
 */
final class AccessAudit implements AutoCloseable {
  /** Kinds of refusals in a minute of one caller, and of all together who have not signed in. */
  static final int MOST_KINDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(AccessAudit.class);

  private final AuditLog log;
  private final Clock clock;
  private final Duration minute;
  private final ScheduledThreadPoolExecutor writer =
      new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("access-audit").factory());
  private final Object lock = new Object();
  private Map<Access, Again> counted = new LinkedHashMap<>();
  private Map<String, Integer> kinds = new HashMap<>();

  AccessAudit(AuditLog log, Clock clock) {
    this(log, clock, Duration.ofMinutes(1));
  }

  AccessAudit(AuditLog log, Clock clock, Duration minute) {
    this.log = log;
    this.clock = clock;
    this.minute = minute;
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** How often something happened after the first time, and in which request the last time. */
  private record Again(long times, String requestId) {}

  /** Watches over one request, of which it is known from where it comes. */
  void watch(RoutingContext context) {
    context.addHeadersEndHandler(
        answered ->
            Access.of(context).ifPresent(access -> note(access, Responses.requestId(context))));
    context.next();
  }

  /** Counts it, and has it written when it is the first of its kind. */
  void note(Access access, String requestId) {
    try {
      synchronized (lock) {
        if (counted.isEmpty()) {
          var _ = writer.schedule(this::endMinute, minute.toMillis(), TimeUnit.MILLISECONDS);
        }
        Access kind = bounded(access);
        Again before = counted.get(kind);
        if (before == null) {
          AuditEntry entry = kind.entry(clock.instant(), requestId, 0);
          writer.execute(() -> write(entry));
        }
        counted.put(kind, new Again(before == null ? 0 : before.times() + 1, requestId));
      }
    } catch (RejectedExecutionException closed) {
      LOG.warn(
          "{} was answered with {} after the audit was closed", access.object(), access.result());
    }
  }

  /** What was downloaded is there and may be had; what can be refused is without end. */
  private Access bounded(Access access) {
    if (access.download() || counted.containsKey(access)) {
      return access;
    }
    int before = kinds.merge(access.actor(), 1, Integer::sum);
    return before > MOST_KINDS ? access.inGeneral() : access;
  }

  private void endMinute() {
    Map<Access, Again> ended;
    synchronized (lock) {
      ended = counted;
      counted = new LinkedHashMap<>();
      kinds = new HashMap<>();
    }
    ended.forEach(
        (access, again) -> {
          if (again.times() > 0) {
            write(access.entry(clock.instant(), again.requestId(), again.times()));
          }
        });
  }

  /** A store that fails must not keep anybody from being answered, nor go unnoticed. */
  private void write(AuditEntry entry) {
    try {
      log.append(entry);
    } catch (RuntimeException e) {
      LOG.error(
          "the audit lacks {} of {} by {} ({}): it could not be written",
          entry.action(),
          entry.object(),
          entry.actor(),
          entry.reason(),
          e);
    }
  }

  /** Writes what was counted. */
  @Override
  public void close() {
    writer.execute(this::endMinute);
    writer.close();
  }
}
