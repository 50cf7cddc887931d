package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * How many failures are borne: a number such as {@code 3}, or a share of all targets such as {@code
 * 2%}.
 */
public record Budget(int amount, boolean percent) {
  public static final Budget NONE = new Budget(0, false);
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(%?)");

  public Budget {
    if (amount < 0 || (percent && amount > 100)) {
      throw new IllegalArgumentException(
          "a failure budget is a number, or a percentage from 0% to 100%");
    }
  }

  /**
   * Reads {@code 3} or {@code 2%}.
   *
   * @throws IllegalArgumentException for anything else
   */
  @JsonCreator
  public static Budget of(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no failure budget: write a number such as 3, or a percentage such as 2%");
    }
    return new Budget(Integer.parseInt(matcher.group(1)), !matcher.group(2).isEmpty());
  }

  /** Whether so many failures among so many targets are more than this bears. */
  public boolean isExceededBy(int failures, int targets) {
    return percent ? failures * 100L > (long) amount * targets : failures > amount;
  }

  @JsonValue
  @Override
  public String toString() {
    return percent ? amount + "%" : Integer.toString(amount);
  }
}
