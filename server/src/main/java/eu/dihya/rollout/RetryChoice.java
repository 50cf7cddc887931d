package eu.dihya.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which failed tenants to try again: the named ones, those of one failure group, or all when both
 * are absent.
 */
public record RetryChoice(List<String> tenants, @Nullable String failureGroup) {
  public static final RetryChoice ALL = new RetryChoice(List.of(), null);

  public RetryChoice {
    tenants = List.copyOf(tenants);
  }
}
