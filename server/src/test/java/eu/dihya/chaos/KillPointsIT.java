package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Workers are killed at seeded points, and the same once more ends right: everything took effect
 * once.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillPointsIT {
  private static final int KILLS = Boolean.getBoolean("dihya.tests.full") ? 40 : 10;
  private static final long SEED = 20250612;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
  void everythingTookEffectOnce(Engine engine) {
    try (Rig rig = new Rig(Fleet.of(engine), 5)) {
      Tally tally = new Tally(engine, rig.serverVersion(), SEED);
      for (int round = 0; tally.kills() < KILLS; round++) {
        tally.add(rig.round(SEED + round));
      }
      System.out.print(tally.row());
      assertThat(tally.faults()).isEmpty();
    }
  }
}
