package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.Budget;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.WaveSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A strategy as it is written in requests and files; what is absent has its default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StrategyBody(
    @Nullable List<WaveSpec> waves,
    @Nullable ParallelBody parallel,
    @Nullable BudgetBody failureBudget,
    @Nullable OnFailure onFailure,
    @Nullable String dwell,
    @Nullable Undecided undecided) {
  private static final Pattern DWELL = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  record ParallelBody(@Nullable Integer total, @Nullable Integer perServer) {}

  record BudgetBody(@Nullable Budget canary, @Nullable Budget total) {}

  static StrategyBody of(StrategySpec spec) {
    return new StrategyBody(
        spec.waves(),
        new ParallelBody(spec.parallel().total(), spec.parallel().perServer()),
        new BudgetBody(spec.failureBudget().canary(), spec.failureBudget().total()),
        spec.onFailure(),
        spec.dwell().toMillis() + "ms",
        spec.undecided());
  }

  StrategySpec spec(StrategySpec defaults) {
    var limits = Optional.ofNullable(parallel);
    var budgets = Optional.ofNullable(failureBudget);
    return new StrategySpec(
        Optional.ofNullable(waves).orElse(defaults.waves()),
        new StrategySpec.Parallel(
            limits.map(ParallelBody::total).orElse(defaults.parallel().total()),
            limits.map(ParallelBody::perServer).orElse(defaults.parallel().perServer())),
        new StrategySpec.FailureBudget(
            budgets.map(BudgetBody::canary).orElse(defaults.failureBudget().canary()),
            budgets.map(BudgetBody::total).orElse(defaults.failureBudget().total())),
        Optional.ofNullable(onFailure).orElse(defaults.onFailure()),
        Optional.ofNullable(dwell).map(StrategyBody::duration).orElse(defaults.dwell()),
        Optional.ofNullable(undecided).orElse(defaults.undecided()));
  }

  private static Duration duration(String text) {
    var matcher = DWELL.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; write one such as 10m, 30s or 500ms");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
