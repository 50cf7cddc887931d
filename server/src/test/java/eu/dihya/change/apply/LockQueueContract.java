package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others feel while a migration waits for a lock. */
@Timeout(180)
abstract class LockQueueContract {
  private static final String V1 = "20250101_0900";
  private static final String V2 = "20250201_0900";
  private static final Duration LOCK = Duration.ofSeconds(1);

  /** What is promised is 100 ms; the machine of a test run may be busy with other things. */
  private static final Duration SLACK = Duration.ofMillis(1_500);

  private static final SessionOptions OPTIONS = Ground.OPTIONS.withLock(LOCK);

  @TempDir Path workspace;
  private Ground ground;
  private Trial trial;

  protected abstract TestServer server();

  @BeforeEach
  void prepare() throws IOException {
    ground = Ground.at(server().createDatabase(), OPTIONS);
    trial = new Trial(ground, workspace);
    trial.file(
        V1 + "_base",
        """
        -- migrate:up
        CREATE TABLE counter (n int NOT NULL);
        INSERT INTO counter (n) VALUES (0);
        CREATE TABLE people (id int PRIMARY KEY);
        -- migrate:down
        DROP TABLE people;
        DROP TABLE counter;
        """);
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    trial.file(
        V2 + "_phone",
        """
        -- migrate:up
        UPDATE counter SET n = n + 1;
        ALTER TABLE people ADD COLUMN phone varchar(20);
        -- migrate:down
        ALTER TABLE people DROP COLUMN phone;
        UPDATE counter SET n = n - 1;
        """);
  }

  @Test
  void readersStallNoLongerThanTheLockTimeoutBehindAnAlterThatWaits() {
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    Ears ears = new Ears();
    try (Session idle = ground.connector().open(ground.tenant().target())) {
      idle.begin();
      idle.query("SELECT id FROM people");
      Reader reader = new Reader(ground);
      RunOutcome outcome = trial.run(plan, ears);
      Duration stall = reader.stop();
      System.out.printf(
          "%s: readers stalled for %d ms at most behind an ALTER with a lock timeout of %d ms,"
              + " %d reads%n",
          ground.engine().code(), stall.toMillis(), LOCK.toMillis(), reader.reads());
      assertThat(stall).isLessThan(LOCK.plus(SLACK));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RunOutcome.Failed.class,
              failed -> {
                assertThat(failed.error().errorClass()).isEqualTo("LOCKED");
                assertThat(failed.error().message()).contains(idle.connectionId());
                assertThat(failed.error().position()).contains("_phone.sql:6:1");
              });
      assertThat(tries(ears)).hasSize(5).allMatch(line -> line.contains(idle.connectionId()));
      idle.rollback();
    }
    assertThat(trial.run(plan, new Ears())).isInstanceOf(RunOutcome.Done.class);
    assertThat(ground.number("SELECT n FROM counter")).isEqualTo(1);
  }

  @Test
  void itGoesThroughOnceTheOneInTheWayHasEnded() {
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    try (Session idle = ground.connector().open(ground.tenant().target())) {
      idle.begin();
      idle.query("SELECT id FROM people");
      Ears ears =
          new Ears() {
            @Override
            public void log(eu.dihya.rollout.LogLevel level, String text) {
              super.log(level, text);
              if (text.startsWith("again, 1 of 5")) {
                idle.rollback();
              }
            }
          };
      assertThat(trial.run(plan, ears)).isInstanceOf(RunOutcome.Done.class);
      assertThat(tries(ears)).hasSize(1);
    }
    assertThat(ground.number("SELECT n FROM counter")).isEqualTo(1);
    assertThat(ground.seen().drifted()).isFalse();
  }

  private static List<String> tries(Ears ears) {
    return ears.heard.stream().filter(line -> line.contains("again, ")).toList();
  }

  /** Reads the table again and again, and remembers the longest that a read took. */
  private static final class Reader {
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    private Reader(Ground ground) {
      thread = Thread.ofVirtual().start(() -> read(ground));
    }

    private void read(Ground ground) {
      SessionOptions patient = Ground.OPTIONS.withLock(Duration.ofSeconds(30));
      try (Session session =
          ground
              .connector()
              .driver(ground.engine())
              .connect(ground.tenant().target(), java.util.Optional.of(ground.login()), patient)) {
        while (!over.get()) {
          long begun = System.nanoTime();
          session.query("SELECT id FROM people");
          longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
          reads.incrementAndGet();
        }
      } catch (SqlFailure e) {
        longest.set(Long.MAX_VALUE);
      }
    }

    long reads() {
      return reads.get();
    }

    Duration stop() {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return Duration.ofNanos(longest.get());
    }
  }
}
