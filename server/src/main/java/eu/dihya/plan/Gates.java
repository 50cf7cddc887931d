package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
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
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Gates(@Nullable List<Window> window) {
  public static final Gates NONE = new Gates(List.of());

  public Gates {
    window = List.copyOf(Objects.requireNonNullElse(window, List.of()));
  }

  @JsonIgnore
  public boolean always() {
    return window.isEmpty();
  }

  /** The opening that is now, else the next one; empty where there is no window. */
  public Optional<Opening> next(Instant now, ZoneId tenant) {
    return window.stream()
        .map(each -> each.next(now, tenant))
        .min(
            Comparator.comparing((Opening opening) -> !opening.isOpen(now))
                .thenComparing(Opening::opens));
  }
}
