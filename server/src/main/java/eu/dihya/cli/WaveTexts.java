package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The waves as the API wants them. Percentages are of all targets, cumulative. */
final class WaveTexts {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%");
  private static final Pattern COUNT = Pattern.compile("\\d{1,6}");

  private final ArrayNode waves;
  private int last;

  WaveTexts(ArrayNode waves) {
    this.waves = waves;
  }

  void addCanary(String select) {
    waves.addObject().put("canary", true).put("select", select);
  }

  /**
   * Adds {@code 10%} or {@code 3}.
   *
   * @throws IllegalArgumentException when it is neither, or a percentage falls
   */
  void add(String text) {
    OptionalInt percent = percent(text);
    if (percent.isPresent()) {
      addPercent(waves.addObject(), percent.getAsInt());
    } else if (COUNT.matcher(text).matches() && Integer.parseInt(text) > 0) {
      waves.addObject().put("count", Integer.parseInt(text));
    } else {
      throw new IllegalArgumentException(
          "'" + text + "' is no wave: write a percentage such as 10%, or a number of tenants");
    }
  }

  /**
   * Puts a percentage into a wave.
   *
   * @throws IllegalArgumentException when it is not from 1 to 100, or lower than one before
   */
  void addPercent(ObjectNode wave, int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException(
          "a wave's percentage is from 1% to 100%, not " + percent + "%");
    }
    if (percent < last) {
      throw new IllegalArgumentException(
          "percentages of waves are cumulative and cannot fall: "
              + last
              + "%, then "
              + percent
              + "%");
    }
    last = percent;
    wave.put("percent", percent);
  }

  private static OptionalInt percent(String text) {
    var matcher = PERCENT.matcher(text);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
