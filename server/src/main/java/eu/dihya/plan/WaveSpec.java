package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which targets a wave takes, of those that earlier waves left: a canary by selector or count, or
 * as many as bring the total to a percentage of all targets.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaveSpec(
    boolean canary, @Nullable String select, @Nullable Integer count, @Nullable Integer percent) {
  public WaveSpec {
    int ways = (select == null ? 0 : 1) + (count == null ? 0 : 1) + (percent == null ? 0 : 1);
    if (ways != 1) {
      throw new IllegalArgumentException(
          "a wave is given by exactly one of select, count and percent");
    }
    if (percent != null && (percent < 1 || percent > 100)) {
      throw new IllegalArgumentException("a wave's percentage is from 1 to 100, not " + percent);
    }
    if (count != null && count < 1) {
      throw new IllegalArgumentException("a wave's count is at least 1, not " + count);
    }
  }

  public static WaveSpec canary(String select) {
    return new WaveSpec(true, select, null, null);
  }

  public static WaveSpec upTo(int percent) {
    return new WaveSpec(false, null, null, percent);
  }

  /**
   * How many targets there are altogether at the end of a percentage wave, rounded up; empty for
   * other waves.
   */
  OptionalInt cumulative(int targets) {
    return percent == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) ((targets * (long) percent + 99) / 100));
  }
}
