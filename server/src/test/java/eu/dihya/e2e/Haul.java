package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What left the program, by the name of the place where it was seen. */
final class Haul {
  private final Map<String, byte[]> seen = new LinkedHashMap<>();

  void add(String place, byte[] content) {
    seen.put(place, content);
  }

  void add(String place, String content) {
    add(place, content.getBytes(StandardCharsets.UTF_8));
  }

  void add(Ended ended) {
    add(seen.size() + ": " + String.join(" ", ended.command()), ended.out() + "\n" + ended.err());
  }

  byte[] of(String place) {
    return seen.getOrDefault(place, new byte[0]);
  }

  /** Holds that none of them is in any of it. */
  void holdsNone(Traces traces) {
    List<String> found = new ArrayList<>();
    seen.forEach(
        (place, content) ->
            traces.in(content).forEach(plant -> found.add(plant + " is in " + place)));
    assertThat(found).isEmpty();
  }
}
