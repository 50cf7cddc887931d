package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.base.Engine;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} of the program, wherever it is, then the same command again: everything happened
 * once.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledIT {
  private static final boolean FULL = Boolean.getBoolean("dihya.tests.full");
  private static final KillPoint[] POINTS = KillPoint.values();

  /**
   * Every point once, of which some are followed by a second kill; the long form goes on with
   * seeded pairs.
   */
  static Stream<Arguments> rounds() {
    Random random = new Random(20250522);
    return IntStream.range(0, FULL ? 5 * POINTS.length : POINTS.length)
        .mapToObj(
            round ->
                Arguments.of(
                    round,
                    POINTS[round % POINTS.length],
                    random.nextInt(3) == 0 ? POINTS[random.nextInt(POINTS.length)] : null));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void theSameCommandAgainEndsRightAndAppliesNothingTwice(
      int round, KillPoint first, KillPoint second) {
    Site site = CountedMigrations.into(new Site().withEveryEngine());
    assertThat(killAt(site, first)).as("the program was killed before it ended").isTrue();
    if (second != null) {
      killAt(site, second);
    }
    site.run("migrate").exits(0).speaksPlainly();
    site.tenants().forEach(KilledIT::hasEverythingOnce);
    site.run("migrate").exits(0).prints("every tenant is up to date (6 at");
  }

  /** Whether it was still running when the point came. */
  private static boolean killAt(Site site, KillPoint point) {
    try (Running running = site.start("migrate")) {
      await(point.name())
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !running.isAlive() || point.isReached(site));
      boolean alive = running.isAlive();
      Ended ended = running.kill();
      if (!alive) {
        ended.exits(0);
      }
      return alive;
    }
  }

  private static void hasEverythingOnce(SiteTenant tenant) {
    String id = tenant.id();
    assertThat(tenant.history()).as(id).isEqualTo(CountedMigrations.VERSIONS);
    assertThat(
            tenant.column("SELECT part FROM " + tenant.table("applied_count") + " ORDER BY part"))
        .as(id)
        .isEqualTo(CountedMigrations.PARTS);
    String ledger = tenant.table("ledger");
    assertThat(
            tenant
                .rows("SELECT count(*), max(a), max(b), max(c) FROM " + ledger)
                .getFirst()
                .getFirst())
        .as(id)
        .isEqualTo(String.valueOf(CountedMigrations.rows(tenant.engine())));
    assertThat(
            tenant.column(
                "SELECT count(*) FROM " + tenant.table("dihya_journal") + " WHERE state <> 'done'"))
        .as(id)
        .containsExactly("0");
    if (tenant.engine() == Engine.POSTGRESQL) {
      assertThat(tenant.rows("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
          .as(id)
          .isEmpty();
      assertThat(
              tenant.column(
                  "SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'ledger_slowly%'"))
          .as(id)
          .containsExactly("1");
    }
  }
}
