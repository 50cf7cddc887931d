package eu.dihya.rollout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs that failed for the same reason at the same place. */
public record FailureGroup(String key, RunError error, List<String> tenants) {
  public FailureGroup {
    tenants = List.copyOf(tenants);
  }

  /** The groups, largest first. */
  public static List<FailureGroup> of(Collection<RunRecord> runs) {
    Map<String, RunError> errors = new LinkedHashMap<>();
    Map<String, List<String>> tenants = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      errorOf(run)
          .ifPresent(
              error -> {
                errors.putIfAbsent(error.group(), error);
                tenants.computeIfAbsent(error.group(), key -> new ArrayList<>()).add(run.tenant());
              });
    }
    return errors.entrySet().stream()
        .map(
            entry ->
                new FailureGroup(
                    entry.getKey(),
                    entry.getValue(),
                    tenants.getOrDefault(entry.getKey(), List.of())))
        .sorted(Comparator.comparingInt((FailureGroup group) -> group.tenants().size()).reversed())
        .toList();
  }

  private static Optional<RunError> errorOf(RunRecord run) {
    return switch (run.state()) {
      case RunState.Failed failed -> Optional.of(failed.error());
      case RunState.InDoubt doubt -> Optional.of(doubt.error());
      case RunState.Held held when held.byPerson() -> Optional.empty();
      case RunState.Held held ->
          Optional.of(new RunError(held.because(), "", null, null, 0, null, null, "HELD"));
      case RunState.Waiting ignored -> Optional.empty();
      case RunState.Preparing ignored -> Optional.empty();
      case RunState.Applying ignored -> Optional.empty();
      case RunState.Verifying ignored -> Optional.empty();
      case RunState.Done ignored -> Optional.empty();
      case RunState.Skipped ignored -> Optional.empty();
    };
  }
}
