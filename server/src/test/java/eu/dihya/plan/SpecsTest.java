package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.dihya.base.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecsTest {
  @ParameterizedTest(name = "{0}: {1} failures of {2} exceed it: {3}")
  @CsvSource({
    "0, 0, 10, false",
    "0, 1, 10, true",
    "3, 3, 10, false",
    "3, 4, 10, true",
    "2%, 0, 10, false",
    "2%, 1, 10, true",
    "2%, 1, 50, false",
    "2%, 2, 50, true",
    "2%, 2, 99, true",
    "2%, 2, 100, false",
    "100%, 10, 10, false",
    "50%, 2000000000, 2000000000, true",
    "0%, 1, 1000000, true"
  })
  void aBudgetIsExceededByMoreThanIt(String budget, int failures, int targets, boolean exceeded) {
    assertThat(Budget.of(budget).isExceededBy(failures, targets)).isEqualTo(exceeded);
    assertThat(Budget.of(" " + budget + " ")).hasToString(budget);
    assertThat(Json.read(Json.write(Budget.of(budget)), Budget.class)).isEqualTo(Budget.of(budget));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "101%", "1.5", "2 %", "many", "9999999", "٣"})
  void otherBudgetsAreRefused(String budget) {
    assertThatIllegalArgumentException().isThrownBy(() -> Budget.of(budget));
  }

  @Test
  void aWaveIsGivenInExactlyOneWay() {
    assertThatIllegalArgumentException().isThrownBy(() -> new WaveSpec(true, null, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new WaveSpec(true, "a=b", 1, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new WaveSpec(true, null, 0, null));
    assertThatIllegalArgumentException().isThrownBy(() -> WaveSpec.upTo(0));
    assertThatIllegalArgumentException().isThrownBy(() -> WaveSpec.upTo(101));
    assertThat(WaveSpec.canary("a=b").cumulative(9)).isEmpty();
    assertThat(WaveSpec.upTo(50).cumulative(Integer.MAX_VALUE)).hasValue(1_073_741_824);
  }

  @Test
  void aStrategyThatContradictsItselfIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(Duration.ZERO, WaveSpec.upTo(50), WaveSpec.upTo(20)));
    assertThatIllegalArgumentException().isThrownBy(() -> spec(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new StrategySpec.Parallel(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new StrategySpec.Parallel(1, 0));
    assertThat(
            spec(Duration.ZERO, WaveSpec.upTo(20), WaveSpec.canary("a=b"), WaveSpec.upTo(20))
                .waves())
        .hasSize(3);
  }

  private static StrategySpec spec(Duration dwell, WaveSpec... waves) {
    return new StrategySpec(
        List.of(waves),
        new StrategySpec.Parallel(1, 1),
        new StrategySpec.FailureBudget(Budget.NONE, Budget.NONE),
        OnFailure.PAUSE,
        dwell);
  }
}
