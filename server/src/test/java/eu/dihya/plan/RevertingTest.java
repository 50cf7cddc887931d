package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.HistoryRow;
import eu.dihya.tenants.Tenant;
import eu.dihya.testing.Dialects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan that reverts {@code R-0002} does to one tenant, by its history. */
class RevertingTest {
  @TempDir Path workspace;
  private Fleet fleet;
  private Catalog catalog;

  @BeforeEach
  void write() throws IOException {
    fleet = new Fleet(workspace);
    for (int number = 1; number <= 4; number++) {
      fleet.file(
          "common/2025010%d_0900_m%d.sql".formatted(number, number),
          "CREATE TABLE t%d (id int);".formatted(number),
          "DROP TABLE t%d;".formatted(number));
    }
    catalog = fleet.load();
  }

  private Plan plan(Candidate candidate) {
    return plan(candidate, new Reverted("R-0002", Fleet.NOW, List.of(applying())));
  }

  /** What the reverted rollout was to do: everything, where nothing is there. */
  private Plan applying() {
    Tenant tenant = Fleet.tenant("s1", "ecommerce", Engine.MARIADB);
    return new Planner(catalog, OutOfOrder.REFUSE, Dialects::of)
        .plan(
            new PlanRequest("", PlanRequest.LATEST, false, StrategySpec.DEFAULT),
            List.of(Fleet.seen(tenant, List.of(), "shape", false)),
            "u-1",
            Fleet.NOW);
  }

  private Plan plan(Candidate candidate, Reverted reverted) {
    return new Planner(catalog, OutOfOrder.REFUSE, Dialects::of)
        .reverting(reverted)
        .plan(
            PlanRequest.reverting("R-0002", "", StrategySpec.DEFAULT),
            List.of(candidate),
            "u-1",
            Fleet.NOW);
  }

  /** Rows such as {@code 2:up:3}: rollout R-0002 applied the third migration. */
  private Candidate with(String rows, boolean halfway) {
    Tenant tenant = Fleet.tenant("s1", "ecommerce", Engine.MARIADB);
    List<HistoryRow> history = new ArrayList<>();
    for (String text : rows.split(" ")) {
      String[] parts = text.split(":");
      Migration migration = catalog.migrations().get(Integer.parseInt(parts[2]) - 1);
      HistoryRow row = Fleet.row(catalog, migration, Engine.MARIADB, HistoryRow.Kind.of(parts[1]));
      history.add(by(row, history.size() + 1, "R-000" + parts[0]));
    }
    return Fleet.seen(tenant, history, "shape", halfway);
  }

  private static HistoryRow by(HistoryRow row, long id, String rollout) {
    return new HistoryRow(
        id,
        row.stream(),
        row.version(),
        row.description(),
        row.kind(),
        row.rawChecksum(),
        row.tokenChecksum(),
        row.placeholderDigest(),
        row.release(),
        rollout,
        row.shapeAfter(),
        row.epoch(),
        row.actor(),
        row.toolVersion(),
        row.startedAt(),
        row.finishedAt(),
        row.head());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:up:1 2:up:2 2:up:3                     | m3 m2
          1:up:1 2:up:2                            | m2
          2:up:1                                   | m1
          1:up:1 2:up:3 2:up:2                     | m2 m3
          1:up:1 2:up:2 2:up:3 3:down:3            | m2
          1:up:1 2:up:2 3:down:2                   |
          1:up:1                                   |
          1:up:1 2:up:2 3:down:2 4:up:2            |
          """)
  void undoesWhatIsStillThereTheLastFirst(String rows, String undone) {
    Plan plan = plan(with(rows, false));
    assertThat(plan.excluded()).isEmpty();
    List<String> steps =
        plan.tenants().stream()
            .flatMap(tenant -> tenant.steps().stream())
            .map(step -> step.direction().code() + step.migration().substring(13))
            .toList();
    assertThat(steps)
        .isEqualTo(
            undone == null
                ? List.of()
                : List.of(undone.split(" ")).stream().map(name -> "down_" + name).toList());
    assertThat(plan.upToDate()).isEqualTo(undone == null ? List.of("s1") : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:up:1 2:up:2 3:up:3                     | MOVED_ON    | after R-0002, R-0003 applied 20250103_0900
          1:up:1 2:up:2 3:down:1                   | MOVED_ON    | R-0003 undid 20250101_0900
          1:up:1 2:up:2 2:up:3 3:down:3 4:up:3     | MOVED_ON    | R-0004 applied 20250103_0900
          1:up:1 2:repeatable:2                    | NO_WAY_BACK | 20250102_0900
          """)
  void whoHasMovedOnOrCannotGoBackIsLeftOut(String rows, Excluded.Code code, String because) {
    Plan plan = plan(with(rows, false));
    assertThat(plan.tenants()).isEmpty();
    assertThat(plan.excluded())
        .singleElement()
        .satisfies(
            excluded -> {
              assertThat(excluded.code()).isEqualTo(code);
              assertThat(excluded.because()).contains(because);
            });
  }

  @Test
  void whatAnotherStoresRolloutOfThatIdAppliedIsForeign() throws IOException {
    Candidate earlier = with("2:up:1 3:up:2", false);
    assertThat(plan(earlier, new Reverted("R-0002", Fleet.NOW, List.of())).upToDate())
        .as("its plans do not say it")
        .containsExactly("s1");
    Reverted later =
        new Reverted("R-0002", Fleet.NOW.plus(Duration.ofDays(2)), List.of(applying()));
    assertThat(plan(earlier, later).upToDate()).as("it began later").containsExactly("s1");
    Plan before = applying();
    fleet.file("common/20250101_0900_m1.sql", "CREATE TABLE other (id int);", "DROP TABLE other;");
    catalog = fleet.load();
    assertThat(plan(with("2:up:1", false), new Reverted("R-0002", Fleet.NOW, List.of(before))))
        .as("another file")
        .extracting(Plan::upToDate)
        .isEqualTo(List.of("s1"));
  }

  @Test
  void whatReplacedPlansSaidCountsToo() {
    Tenant tenant = Fleet.tenant("s1", "ecommerce", Engine.MARIADB);
    Plan now =
        new Planner(catalog, OutOfOrder.REFUSE, Dialects::of)
            .plan(
                new PlanRequest("", PlanRequest.LATEST, false, StrategySpec.DEFAULT),
                List.of(Fleet.seen(tenant, with("2:up:1", false).seen().history(), "shape", false)),
                "u-1",
                Fleet.NOW);
    Candidate done = with("2:up:1 2:up:2", false);
    assertThat(plan(done, new Reverted("R-0002", Fleet.NOW, List.of(now))).steps()).isOne();
    assertThat(plan(done, new Reverted("R-0002", Fleet.NOW, List.of(now, applying()))).steps())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:up:1 2:up:2 2:up:3                     |
          1:up:1 2:up:2 2:up:3 5:down:3            |
          1:up:1 2:up:2 2:up:3 5:down:3 5:down:2   |
          2:up:1 3:up:4 2:up:2 2:up:3              |
          1:up:1 2:up:2 2:up:3 3:up:4              | R-0003 applied 20250104_0900
          1:up:1 2:up:2 2:up:3 5:down:3 3:up:3     | R-0003 applied 20250103_0900
          1:up:1 2:up:2 2:up:3 5:down:3 5:down:2 3:up:2 | R-0003 applied 20250102_0900
          1:up:1 2:up:2 2:up:3 3:down:1            | R-0003 undid 20250101_0900
          """)
  void whatIsToBeUndoneIsHeldAgainstTheHistoryOnceMore(String rows, String because) {
    List<PlanStep> undoing = plan(with("1:up:1 2:up:2 2:up:3", false)).tenants().getFirst().steps();
    Optional<String> kept = OwnRows.keeping("R-0002", with(rows, false).seen().history(), undoing);
    if (because == null) {
      assertThat(kept).isEmpty();
    } else {
      assertThat(kept)
          .get()
          .asString()
          .startsWith("it has moved on: after R-0002, ")
          .endsWith(because);
    }
  }

  @Test
  void whoStandsBetweenTwoVersionsIsLeftOutAndNotTakenForUntouched() {
    for (String rows : List.of("1:up:1 2:up:2", "1:up:1")) {
      assertThat(plan(with(rows, true)).excluded())
          .extracting(Excluded::code)
          .containsExactly(Excluded.Code.NO_WAY_BACK);
    }
  }

  @Test
  void whatHasNoDownSectionRefusesThePlan() throws IOException {
    fleet.file("common/20250105_0900_m5.sql", "DELETE FROM t1;", "");
    catalog = fleet.load();
    assertThatThrownBy(() -> plan(with("1:up:1 2:up:5", false)))
        .hasMessageContaining("version 20250105_0900 has no down section");
  }

  @Test
  void aDigestTellsWhichRolloutIsReverted() {
    Candidate candidate = with("1:up:1", false);
    PlanRequest other = PlanRequest.reverting("R-0009", "", StrategySpec.DEFAULT);
    Plan second =
        new Planner(catalog, OutOfOrder.REFUSE, Dialects::of)
            .reverting(new Reverted("R-0009", Fleet.NOW, List.of()))
            .plan(other, List.of(candidate), "u-1", Fleet.NOW);
    assertThat(second.digest()).isNotEqualTo(plan(candidate).digest());
  }
}
