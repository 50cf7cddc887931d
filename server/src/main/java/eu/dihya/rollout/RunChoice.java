package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are meant: the named tenants, those of one failure group, those that a selector takes;
 * all when nothing is said.
 *
 * @param expected how many the one who asks believes them to be; null when that was not said
 */
public record RunChoice(
    List<String> tenants,
    @Nullable String failureGroup,
    Predicate<RunRecord> selector,
    @Nullable Integer expected) {
  public static final RunChoice ALL = new RunChoice(List.of(), null);

  public RunChoice {
    tenants = List.copyOf(tenants);
  }

  public RunChoice(List<String> tenants, @Nullable String failureGroup) {
    this(tenants, failureGroup, run -> true, null);
  }

  /**
   * Those of the runs that are meant.
   *
   * @param kind what they all are, for people: {@code failed or held}
   * @throws DihyaException CONFLICT when they are none, or not as many as expected
   */
  List<RunRecord> among(Collection<RunRecord> possible, String rollout, String kind) {
    List<RunRecord> chosen = possible.stream().filter(this::fits).toList();
    if (expected != null && chosen.size() != expected) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          kind
              + " tenants of "
              + rollout
              + " that fit are "
              + chosen.size()
              + ", not "
              + expected
              + ", so nothing was done; look at them again");
    }
    if (chosen.isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "no "
              + kind
              + " tenant of rollout "
              + rollout
              + " fits; 'dihya rollout show "
              + rollout
              + "' lists them");
    }
    return chosen;
  }

  /**
   * The same, where each tenant that is named has to be among them.
   *
   * @throws DihyaException CONFLICT that says who is not, besides those of {@link #among}
   */
  List<RunRecord> allAmong(
      Collection<RunRecord> possible, Collection<RunRecord> runs, String rollout, String kind) {
    List<String> others =
        tenants.stream()
            .filter(tenant -> possible.stream().noneMatch(run -> run.tenant().equals(tenant)))
            .toList();
    if (!others.isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "nothing was done in "
              + rollout
              + ", because these are not "
              + kind
              + ": "
              + words(others, runs));
    }
    return among(possible, rollout, kind);
  }

  private static String words(List<String> tenants, Collection<RunRecord> runs) {
    return tenants.stream()
        .map(
            tenant ->
                runs.stream()
                    .filter(run -> run.tenant().equals(tenant))
                    .map(run -> tenant + " is " + run.state().word())
                    .findFirst()
                    .orElse(tenant + " is not in it"))
        .collect(Collectors.joining(", "));
  }

  private boolean fits(RunRecord run) {
    boolean named = tenants.isEmpty() || tenants.contains(run.tenant());
    return named
        && selector.test(run)
        && (failureGroup == null
            || FailureGroup.of(List.of(run)).stream()
                .anyMatch(each -> each.key().equals(failureGroup)));
  }
}
