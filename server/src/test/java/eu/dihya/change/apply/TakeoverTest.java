package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.LockHolder;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is waited for, and for how long, told by a server that answers as it is told. */
@Timeout(30)
class TakeoverTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final SessionOptions OPTIONS =
      SessionOptions.DEFAULT.withLock(Duration.ofMillis(300));

  private final ArrayDeque<LockHolder> holders = new ArrayDeque<>();
  private final List<String> ended = new ArrayList<>();
  private final Ears ears = new Ears();

  @Test
  void aFreeLockIsTaken() {
    assertThat(take(OPTIONS)).isTrue();
    assertThat(ears.heard).isEmpty();
  }

  @Test
  void anOrphanIsShownOnceWithItsBeginningAndWithoutItsLiterals() {
    LockHolder orphan = orphan(7, "UPDATE people SET name = 'Tislit' WHERE id = 3");
    holders.addAll(List.of(orphan, orphan, orphan));
    assertThat(take(OPTIONS)).isTrue();
    assertThat(ears.orphans)
        .containsExactly("4711 UPDATE people SET name = '…' WHERE id = 3", "none");
    assertThat(ears.heard.toString()).contains("orphan running").doesNotContain("Tislit");
    assertThat(ears.since).isEqualTo(NOW.minusSeconds(7));
    assertThat(ended).isEmpty();
  }

  @Test
  void anOrphanThatGoesOnToItsNextStatementIsShownAnew() {
    holders.addAll(List.of(orphan(7, "SELECT 1"), orphan(0, "SELECT 2")));
    assertThat(take(OPTIONS)).isTrue();
    assertThat(ears.orphans).containsExactly("4711 SELECT 1", "4711 SELECT 2", "none");
  }

  @Test
  void whatDoesNothingAndWasLeftOverIsEndedAfterAGrace() {
    holders.addAll(List.of(idle(0), idle(4), idle(5), idle(5)));
    assertThat(take(OPTIONS)).isTrue();
    assertThat(ended).containsExactly("4711", "4711");
    assertThat(ears.heard).filteredOn(line -> line.contains("its client is gone")).hasSize(1);
  }

  @Test
  void aStrangerIsWaitedForAsLongAsForAnyLock() {
    LockHolder stranger =
        new LockHolder("9", "connection 9", false, true, Duration.ofHours(1), "SELECT 1", "end 9");
    for (int i = 0; i < 100; i++) {
      holders.add(stranger);
    }
    long begun = System.nanoTime();
    assertThatThrownBy(() -> take(OPTIONS))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.LOCKED))
        .hasMessageContaining("connection 9; end 9");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(OPTIONS.lock());
    assertThat(ended).isEmpty();
    assertThat(ears.orphans).isEmpty();
  }

  @Test
  void anOrphanIsWaitedForNoLongerThanAnyStatementMayRunAndThatIsNotTriedAgain() {
    for (int i = 0; i < 200; i++) {
      holders.add(orphan(60, "SELECT 1"));
    }
    assertThatThrownBy(() -> take(OPTIONS.withStatement(Duration.ofMillis(-4_800))))
        .isNotInstanceOf(SqlFailure.class)
        .isInstanceOfSatisfying(
            DihyaException.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.LOCKED))
        .hasMessageContaining("process 4711")
        .hasMessageContaining("end 4711");
  }

  @Test
  void stoppingEndsTheWaiting() {
    for (int i = 0; i < 1_000; i++) {
      holders.add(orphan(60, "SELECT 1"));
    }
    ears.stop = true;
    assertThat(take(OPTIONS)).isFalse();
    assertThat(holders).hasSize(999);
  }

  private boolean take(SessionOptions options) {
    return new Takeover(options, ears, Clock.fixed(NOW, ZoneOffset.UTC)).take(session());
  }

  private static LockHolder orphan(int seconds, String statement) {
    return new LockHolder(
        "4711", "process 4711", true, true, Duration.ofSeconds(seconds), statement, "end 4711");
  }

  private static LockHolder idle(int seconds) {
    return new LockHolder(
        "4711", "process 4711", true, false, Duration.ofSeconds(seconds), "", "end 4711");
  }

  /** Asked for the lock, it names the next holder, and gives the lock when there is none. */
  private Session session() {
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "tryLock" -> Optional.ofNullable(holders.poll());
                  case "engine" -> eu.dihya.base.Engine.POSTGRESQL;
                  case "endHolder" -> {
                    ended.add(((LockHolder) arguments[0]).connection());
                    yield null;
                  }
                  default ->
                      throw new AssertionError(method.getName() + " before the lock is held");
                });
  }
}
