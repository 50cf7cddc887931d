package eu.dihya.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(2.5, 1, 4));
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rangesAreShownWhereThereIsOne() {
    assertThat(Spread.of(List.of(2.0, 2.0)).text()).isEqualTo("2.00");
    assertThat(Spread.of(List.of(9.5, 12.25, 250.4)).text()).isEqualTo("12.3 (9.50–250)");
  }

  @Test
  void aRatioIsOneOfTheSameRound() {
    Result result =
        result(
            new Result.Round(100 * MILLISECOND, 300 * MILLISECOND, 50 * MILLISECOND),
            new Result.Round(200 * MILLISECOND, 300 * MILLISECOND, 200 * MILLISECOND),
            new Result.Round(100 * MILLISECOND, 200 * MILLISECOND, 80 * MILLISECOND));

    assertThat(result.overFlyway()).isEqualTo(new Spread(2, 1.5, 3));
    assertThat(result.overFloor()).isEqualTo(new Spread(0.8, 0.5, 1));
    assertThat(result.dihya()).isEqualTo(new Spread(100, 50, 100));
  }

  @Test
  void theTableSaysWhetherAGoalWasReached() {
    Result result =
        result(new Result.Round(100 * MILLISECOND, 190 * MILLISECOND, 80 * MILLISECOND));

    assertThat(Report.table(List.of(result)))
        .endsWith("| 10 | 100 | 52.6 | 125 | 1.90 | 2.00, missed | 0.80 | 0.80, reached |\n\n");
  }

  @Test
  void thePageKeepsWhatIsAroundTheTable() {
    String page = "before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nafter\n";

    assertThat(Page.between(page, "new\n"))
        .isEqualTo("before\n<!-- bench:begin -->\nnew\n<!-- bench:end -->\nafter\n");
    assertThatThrownBy(() -> Page.between("no marks", "new"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCommandLineChoosesRowsAndSizes() {
    Options options = Options.parse(List.of("--rows", "sqlite,mariadb", "--scale", "0.1"));

    assertThat(options.rows()).containsExactly(Row.SQLITE, Row.MARIADB);
    assertThat(options.targets(Row.SQLITE)).isEqualTo(30);
    assertThat(options.complete()).isFalse();
    assertThat(Options.parse(List.of()).complete()).isTrue();
    assertThatThrownBy(() -> Options.parse(List.of("--rows", "oracle")))
        .hasMessage("no such row: oracle");
    assertThatThrownBy(() -> Options.parse(List.of("--rounds"))).hasMessageContaining("a value");
  }

  private static Result result(Result.Round... rounds) {
    return new Result(Row.POSTGRES_DATABASES, 10, List.of(rounds), "");
  }
}
