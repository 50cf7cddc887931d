package eu.dihya.plan;

import eu.dihya.base.TenantScope;
import eu.dihya.engine.Undecided;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A release on resolved targets with a strategy: what will happen, in which order, and to whom it
 * will not.
 *
 * @param digest SHA-256 over everything that decides what is done; the same plan made twice has the
 *     same digest
 * @param createdBy id of the principal
 * @param release digest of the release
 * @param upToDate tenants that lack nothing
 * @param scripts what the files do, statement by statement, once for all targets that are alike
 */
public record Plan(
    String id,
    String digest,
    Instant createdAt,
    String createdBy,
    PlanRequest request,
    Direction direction,
    String release,
    List<Wave> waves,
    List<TenantPlan> tenants,
    List<Excluded> excluded,
    List<String> upToDate,
    List<PlannedScript> scripts) {
  public Plan {
    waves = List.copyOf(waves);
    tenants = List.copyOf(tenants);
    excluded = List.copyOf(excluded);
    upToDate = List.copyOf(upToDate);
    // A plan that an earlier version stored has none.
    scripts = List.copyOf(Objects.requireNonNullElse(scripts, List.of()));
  }

  public Optional<TenantPlan> forTenant(String tenant) {
    return tenants.stream().filter(each -> each.tenant().equals(tenant)).findFirst();
  }

  /**
   * Names of the migrations that at least one tenant gets, in the order in which they are carried
   * out.
   */
  public List<String> migrations() {
    return tenants.stream()
        .flatMap(tenant -> tenant.steps().stream())
        .sorted(direction == Direction.UP ? PlanStep.BY_VERSION : PlanStep.BY_VERSION.reversed())
        .map(PlanStep::migration)
        .distinct()
        .toList();
  }

  /** What the files do that one tenant gets, on servers of its engine. */
  List<PlannedScript> scriptsOf(TenantPlan tenant) {
    return scripts.stream()
        .filter(script -> script.engine() == tenant.engine())
        .filter(
            script ->
                tenant.steps().stream()
                    .anyMatch(
                        step ->
                            step.file().equals(script.file())
                                && step.direction() == script.direction()))
        .toList();
  }

  /** What was chosen beforehand, in words for the audit; empty when nothing was. */
  public String choice() {
    Undecided policy = request.strategy().undecided();
    return policy == Undecided.REFUSE ? "" : "undecided: " + policy.code();
  }

  /** Number of migrations over all tenants. */
  public int steps() {
    return tenants.stream().mapToInt(tenant -> tenant.steps().size()).sum();
  }

  /**
   * What the plan means for the tenants of a scope: the waves keep their places, also those that
   * have none of them; what was asked for, and the files, speak of all tenants and are left out.
   * The digest stays that of the whole.
   */
  public Optional<Plan> within(TenantScope scope) {
    if (scope.whole()) {
      return Optional.of(this);
    }
    Plan part =
        new Plan(
            id,
            digest,
            createdAt,
            createdBy,
            request.unselective(),
            direction,
            release,
            waves.stream().map(wave -> wave.within(scope)).toList(),
            scope.of(tenants, TenantPlan::tenant),
            scope.of(excluded, Excluded::tenant),
            scope.of(upToDate, Function.identity()),
            List.of());
    boolean touched =
        !(part.tenants.isEmpty() && part.excluded.isEmpty() && part.upToDate.isEmpty());
    return touched ? Optional.of(part) : Optional.empty();
  }

  /** The same plan with the id that the store gave it. */
  public Plan withId(String newId) {
    return new Plan(
        newId, digest, createdAt, createdBy, request, direction, release, waves, tenants, excluded,
        upToDate, scripts);
  }
}
