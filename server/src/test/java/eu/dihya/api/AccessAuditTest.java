package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.audit.AuditEntry;
import eu.dihya.audit.AuditLog;
import eu.dihya.base.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccessAuditTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  private final Entries entries = new Entries();

  private static class Entries implements AuditLog {
    final List<AuditEntry> written = new CopyOnWriteArrayList<>();

    @Override
    public void append(AuditEntry entry) {
      written.add(entry);
    }

    @Override
    public List<AuditEntry> newest(TenantScope scope, int limit) {
      return written.reversed();
    }

    List<String> texts() {
      return written.stream()
          .map(
              entry ->
                  String.join(
                      " | ",
                      entry.actor(),
                      entry.action(),
                      entry.object(),
                      entry.reason(),
                      entry.result(),
                      entry.requestId()))
          .toList();
    }
  }

  private static Access refused(String network, String route) {
    return new Access("nobody", "none", network, route, null, 401, "not-signed-in");
  }

  private static Access refusedTo(String actor, String route) {
    return new Access(actor, "password", "", route, null, 403, "not-allowed");
  }

  private AccessAudit audit(Duration minute) {
    return new AccessAudit(entries, CLOCK, minute);
  }

  @Test
  void theFirstOfAKindIsWrittenAtOnceAndTheOthersTogetherAtTheEnd() {
    try (AccessAudit audit = audit(Duration.ofMinutes(1))) {
      audit.note(refused("203.0.113.7", "GET /api/v1/fleet"), "r1");
      await().until(() -> entries.written.size() == 1);
      audit.note(refused("203.0.113.7", "GET /api/v1/fleet"), "r2");
      audit.note(refused("203.0.113.7", "GET /api/v1/fleet"), "r3");
      audit.note(refused("203.0.113.8", "GET /api/v1/fleet"), "r4");
      await().until(() -> entries.written.size() == 2);
    }
    assertThat(entries.texts())
        .containsExactly(
            "nobody | access.refused | GET /api/v1/fleet | status 401, from 203.0.113.7 |"
                + " not-signed-in | r1",
            "nobody | access.refused | GET /api/v1/fleet | status 401, from 203.0.113.8 |"
                + " not-signed-in | r4",
            "nobody | access.refused | GET /api/v1/fleet | status 401, from 203.0.113.7, 2 more"
                + " within a minute | not-signed-in | r3");
  }

  @Test
  void afterAMinuteTheNextIsAFirstOneAgain() {
    try (AccessAudit audit = audit(Duration.ofMillis(20))) {
      for (int times = 1; times <= 3; times++) {
        int before = times;
        audit.note(refusedTo("p1", "GET /api/v1/fleet"), "r");
        await().until(() -> entries.written.size() >= before);
        await()
            .until(
                () -> {
                  audit.note(refusedTo("p1", "GET /api/v1/fleet"), "r");
                  return entries.written.size() >= before + 1;
                });
      }
    }
    assertThat(entries.texts())
        .anyMatch(text -> text.contains("more within a minute"))
        .filteredOn(text -> text.contains("| status 403 |"))
        .hasSizeGreaterThan(1);
  }

  @Test
  void whoTriesManyWaysIsCountedInGeneralAndHidesNobodyWhoHasSignedIn() {
    try (AccessAudit audit = audit(Duration.ofMinutes(1))) {
      for (int i = 0; i < 5_000; i++) {
        audit.note(refused("2001:db8:0:" + Integer.toHexString(i) + "::/64", "GET /x" + i), "r");
      }
      audit.note(refusedTo("p1", "GET /api/v1/secrets"), "r");
      audit.note(new Access("p2", "password", "", "/api/v1/archives/b", null, 200, "ok"), "r");
    }
    assertThat(entries.written).hasSize(AccessAudit.MOST_KINDS + 1 + 1 + 2);
    assertThat(entries.texts())
        .contains(
            "nobody | access.refused | * | status 401, from anywhere | not-signed-in | r",
            "p1 | access.refused | GET /api/v1/secrets | status 403 | not-allowed | r",
            "p2 | access.download | /api/v1/archives/b | status 200 | ok | r",
            "nobody | access.refused | * | status 401, from anywhere, %d more within a minute | not-signed-in | r"
                .formatted(5_000 - AccessAudit.MOST_KINDS - 1));
  }

  @Test
  void aStoreThatHangsHoldsNobodyUpAndOneThatFailsLosesOnlyItsEntry() {
    CountDownLatch free = new CountDownLatch(1);
    AtomicInteger tries = new AtomicInteger();
    Entries hanging =
        new Entries() {
          @Override
          public void append(AuditEntry entry) {
            try {
              free.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            if (tries.incrementAndGet() == 1) {
              throw new IllegalStateException("the disk is full");
            }
            super.append(entry);
          }
        };
    try (AccessAudit audit = new AccessAudit(hanging, CLOCK, Duration.ofMinutes(1))) {
      audit.note(refusedTo("p1", "GET /api/v1/fleet"), "r1");
      audit.note(refusedTo("p1", "GET /api/v1/plans"), "r2");
      assertThat(hanging.written).isEmpty();
      free.countDown();
    }
    assertThat(hanging.texts())
        .containsExactly("p1 | access.refused | GET /api/v1/plans | status 403 | not-allowed | r2");
    // What comes after the end is told in the log, and does not fail.
    AccessAudit ended = audit(Duration.ofMinutes(1));
    ended.close();
    ended.note(refusedTo("p1", "GET /api/v1/fleet"), "r");
    assertThat(entries.written).isEmpty();
  }
}
