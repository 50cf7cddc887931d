package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.engine.ScratchName;
import eu.dihya.engine.Session;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.scratch.Leftovers;
import eu.dihya.tenants.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One scratch for all that are alike, and what is done where there is none. */
class ExpectationsIT {
  private static final String V1 =
      "-- migrate:up\n"
          + "CREATE TABLE people (id int PRIMARY KEY, name varchar(40) NOT NULL);\n"
          + "INSERT INTO people VALUES (1, ${placeholders.currency:literal});\n"
          + "-- migrate:down\n"
          + "DROP TABLE people;\n";
  private static final String V2 =
      "-- migrate:up\nALTER TABLE people ADD COLUMN phone varchar(20);\n"
          + "CREATE INDEX people_phone ON people (phone);\n-- migrate:down\nDROP TABLE people;\n";

  @TempDir Path workspace;

  static Stream<Named<Supplier<Ground>>> grounds() {
    return Stream.of(
        Named.of("sqlite", Ground::sqlite),
        Named.of("postgresql", Ground::postgresql),
        Named.of("mariadb", Ground::mariadb));
  }

  private FleetOfTrials fleet(int tenants, Supplier<Ground> grounds) throws IOException {
    FleetOfTrials fleet = new FleetOfTrials(workspace, tenants, grounds);
    fleet.file("20250101_0900_people", V1);
    return fleet;
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void oneScratchServesAllThatAreAlikeAtOnce(Supplier<Ground> grounds) throws Exception {
    FleetOfTrials fleet = fleet(6, grounds);
    assertThat(fleet.latest()).containsOnly(new RunOutcome.Done(2));
    assertThat(fleet.driver.created).hasValue(1);
    fleet.file("20250201_0900_phone", V2);
    assertThat(fleet.latest()).containsOnly(new RunOutcome.Done(2));
    assertThat(fleet.driver.created).hasValue(2);
    assertThat(fleet.driver.dropped).hasValue(2);
    assertThat(fleet.shapes.kept).hasSize(2);
    assertThat(scratches(fleet)).isZero();
  }

  private static long scratches(FleetOfTrials fleet) {
    Ground ground = fleet.trials.getFirst().ground;
    return ground.connector().scratches(ground.tenant().target()).stream()
        .filter(scratch -> scratch.engine() == eu.dihya.base.Engine.SQLITE)
        .count();
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void whereNoScratchMayBeMadeTheFirstTenantTellsTheOthers(Supplier<Ground> grounds)
      throws Exception {
    FleetOfTrials fleet = fleet(3, grounds);
    fleet.driver.refusing = true;
    fleet.file("20250201_0900_phone", V2);
    Ears ears = new Ears();
    Trial first = fleet.trials.getFirst();
    assertThat(first.run(first.plan(PlanRequest.LATEST), ears))
        .isEqualTo(new RunOutcome.Done(4, "no scratch database could be made: may not"));
    assertThat(ears.heard)
        .filteredOn(line -> line.startsWith("warn"))
        .containsExactly("warn shape not verified: no scratch database could be made: may not");
    assertThat(fleet.shapes.kept.values())
        .hasSize(2)
        .allMatch(shapes -> shapes.source() == ExpectedShapes.Source.PEER);
    assertThat(fleet.trials.get(1).latest()).isEqualTo(new RunOutcome.Done(4));

    Trial third = fleet.trials.get(2);
    Ears meddling =
        new Ears() {
          @Override
          public void counted(int number) {
            third.ground.execute("CREATE TABLE intruder (a int)");
          }
        };
    assertThat(third.run(third.plan(PlanRequest.LATEST), meddling))
        .as("a tenant with a table more is alike to nobody")
        .isEqualTo(new RunOutcome.Done(4, "no scratch database could be made: may not"));
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void whatSomebodyElseChangesMeanwhileFailsTheLastStepAndIsDriftAfterwards(
      Supplier<Ground> grounds) throws Exception {
    FleetOfTrials fleet = fleet(2, grounds);
    fleet.file("20250201_0900_phone", V2);
    fleet.trials.getFirst().latest();
    Trial trial = fleet.trials.get(1);
    Ears meddling =
        new Ears() {
          @Override
          public void log(LogLevel level, String text) {
            if (text.endsWith("_people up: done")) {
              trial.ground.execute("CREATE TABLE intruder (a int)");
            }
          }
        };
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), meddling))
        .isInstanceOfSatisfying(
            RunOutcome.Failed.class,
            failed ->
                assertThat(failed.error().message())
                    .contains("the schema is not the one that its migrations give", "intruder"));
    assertThat(trial.ground.number("SELECT COUNT(*) AS n FROM dihya_schema_history")).isEqualTo(1);
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), new Ears()))
        .isNotInstanceOf(RunOutcome.Done.class);
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void aHistoryThatTheMigrationsDoNotGiveLeavesNothingToExpect(Supplier<Ground> grounds)
      throws Exception {
    FleetOfTrials fleet = fleet(1, grounds);
    Trial trial = fleet.trials.getFirst();
    trial.ground.execute("CREATE TABLE legacy (n int)");
    assertThat(trial.latest())
        .isEqualTo(
            new RunOutcome.Done(2, "its migrations alone do not give the schema that it has"));
    assertThat(fleet.shapes.kept).isEmpty();
    assertThat(fleet.driver.dropped).hasValue(1);
  }

  @Test
  void whatDependsOnDataIsNotExpectedAndMakesNoScratch() throws Exception {
    FleetOfTrials fleet = fleet(1, Ground::postgresql);
    fleet.trials.getFirst().latest();
    fleet.file(
        "20250201_0900_block",
        "-- migrate:up\n\nDO 'BEGIN PERFORM 1; END';\n-- migrate:down\nSELECT 1;\n");
    assertThat(fleet.trials.getFirst().latest())
        .isInstanceOfSatisfying(
            RunOutcome.Done.class,
            done ->
                assertThat(done.notVerified())
                    .endsWith("20250201_0900_block.sql:6:1: DO may depend on data"));
    assertThat(fleet.driver.created).hasValue(1);
  }

  @Test
  void rightsThatNewTablesGetByDefaultAreNotMistakenForDrift() throws Exception {
    FleetOfTrials fleet = fleet(1, Ground::postgresql);
    Trial trial = fleet.trials.getFirst();
    trial.ground.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
    assertThat(trial.latest())
        .isEqualTo(new RunOutcome.Done(2, "a new database has other defaults than this one"));
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void aScratchThatADeadProcessLeftIsDroppedWhenItIsOldAndNobodyHasIt(Supplier<Ground> grounds) {
    Ground ground = grounds.get();
    Target target = ground.tenant().target();
    Target left = ground.connector().createScratch(target);
    Target used = ground.connector().createScratch(target);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
    new Leftovers(ground.connector(), Clock.systemUTC()).sweep(target);
    assertThat(ground.connector().scratches(target)).contains(left, used);
    try (Session session = ground.connector().open(used)) {
      session.lock(Duration.ofSeconds(1));
      new Leftovers(ground.connector(), later).sweep(target);
      assertThat(ground.connector().scratches(target)).contains(used).doesNotContain(left);
    }
    ground.connector().dropScratch(used);
  }

  @Test
  void theNameOfAScratchSaysWhenItWasMade() {
    Instant noon = Instant.parse("2026-03-02T12:00:00.123Z");
    assertThat(ScratchName.timeOf(ScratchName.madeAt(noon))).isEqualTo(Optional.of(noon));
    assertThat(ScratchName.timeOf(ScratchName.madeAt(noon) + ".db")).isEqualTo(Optional.of(noon));
    assertThat(ScratchName.timeOf("dihya_scratch_x")).isEmpty();
    assertThat(ScratchName.madeAt(noon)).isNotEqualTo(ScratchName.madeAt(noon));
  }
}
