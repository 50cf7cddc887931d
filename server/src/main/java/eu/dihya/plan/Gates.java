package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.base.Durations;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold before tenants begin.
 *
 * @param window when they may; always where there is none
 * @param provenIn environment in which this release has to have succeeded before
 * @param query asked of the tenants of the wave before
 * @param probe asked before every wave
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Gates(
    List<Window> window, @Nullable String provenIn, List<QueryGate> query, List<ProbeGate> probe) {
  public static final Gates NONE = new Gates(List.of());

  public Gates {
    // Where a request says nothing of one, there is none.
    window = List.copyOf(Objects.requireNonNullElse(window, List.of()));
    query = List.copyOf(Objects.requireNonNullElse(query, List.of()));
    probe = List.copyOf(Objects.requireNonNullElse(probe, List.of()));
  }

  /** Windows alone. */
  public Gates(List<Window> window) {
    this(window, null, List.of(), List.of());
  }

  @JsonIgnore
  public boolean always() {
    return window.isEmpty();
  }

  /** Whether there is something to look at before a wave; the first one is 0. */
  public boolean beforeWave(int wave) {
    return !probe.isEmpty() || (wave == 0 ? provenIn != null : !query.isEmpty());
  }

  /** The opening that is now, else the next one; empty where there is no window. */
  public Optional<Opening> next(Instant now, ZoneId tenant) {
    return window.stream()
        .map(each -> each.next(now, tenant))
        .min(
            Comparator.comparing((Opening opening) -> !opening.isOpen(now))
                .thenComparing(Opening::opens));
  }

  /** What a scope sees of them: what they ask for may speak of any tenant. */
  Gates windowsOnly() {
    return new Gates(window);
  }

  static void require(String gate, String key, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("a " + gate + " gate needs '" + key + "'");
    }
  }

  static void time(@Nullable String timeout) {
    if (timeout != null && !Durations.parse(timeout).isPositive()) {
      throw new IllegalArgumentException("a timeout of 0 lets nothing pass");
    }
  }
}
