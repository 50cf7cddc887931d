package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.base.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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

  /**
   * One point in each kind of statement that outlives the program; the long form has all of them.
   * What is killed more finely, and counted, is in {@code eu.dihya.chaos}.
   */
  static Stream<Arguments> rounds() {
    Random random = new Random(20250522);
    List<KillPoint> points =
        FULL
            ? List.of(KillPoint.values())
            : List.of(
                KillPoint.HALF_APPLIED,
                KillPoint.INSIDE_SECOND_ALTER,
                KillPoint.INSIDE_CONCURRENT_INDEX);
    return points.stream()
        .map(
            point ->
                Arguments.of(
                    point,
                    random.nextInt(3) == 0 ? points.get(random.nextInt(points.size())) : null));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void theSameCommandAgainEndsRightAndAppliesNothingTwice(KillPoint first, KillPoint second) {
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
    assertThat(tenant.hasTable("dihya_journal") || tenant.engine().hasTransactionalDdl())
        .as(id)
        .isTrue();
    if (tenant.hasTable("dihya_journal")) {
      assertThat(
              tenant.column(
                  "SELECT count(*) FROM "
                      + tenant.table("dihya_journal")
                      + " WHERE state <> 'done'"))
          .as(id)
          .containsExactly("0");
    }
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
