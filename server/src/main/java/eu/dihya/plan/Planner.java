package eu.dihya.plan;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.MigrationVersion;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.catalog.Release;
import eu.dihya.engine.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides what a rollout will do. Pure: equal input gives an equal digest. What contradicts the
 * catalogue refuses the whole plan, with all problems at once; what concerns one tenant excludes
 * that tenant, with the reason.
 */
public final class Planner {
  private final Catalog catalog;
  private final OutOfOrder outOfOrder;
  private final Function<Engine, Dialect> dialects;
  private final Optional<Reverted> reverted;

  /**
   * @param dialects which tell how each statement is made to happen once
   */
  public Planner(Catalog catalog, OutOfOrder outOfOrder, Function<Engine, Dialect> dialects) {
    this(catalog, outOfOrder, dialects, Optional.empty());
  }

  private Planner(
      Catalog catalog,
      OutOfOrder outOfOrder,
      Function<Engine, Dialect> dialects,
      Optional<Reverted> reverted) {
    this.catalog = catalog;
    this.outOfOrder = outOfOrder;
    this.dialects = dialects;
    this.reverted = reverted;
  }

  /** The same for requests that revert this rollout. */
  public Planner reverting(Reverted rollout) {
    return new Planner(catalog, outOfOrder, dialects, Optional.of(rollout));
  }

  /**
   * Plans for the candidates.
   *
   * @param by id of the principal who asks
   * @throws eu.dihya.base.DihyaException CATALOG when the catalogue contradicts a history, lacks a
   *     file, or has a statement that the policy does not let run, NOT_FOUND when the wanted
   *     version does not exist, USAGE when the waves do not cover everybody
   */
  public Plan plan(PlanRequest request, List<Candidate> candidates, String by, Instant now) {
    Sorted sorted = sort(request, candidates);
    List<Wave> waves = new WaveAssignment(request.strategy().waves()).assign(sorted.withSteps());
    return build(request, sorted, waves, placed(sorted.plans(), waves), by, now);
  }

  /**
   * Whether somebody would take part and have nothing to do: no step, and nothing that would refuse
   * the plan. Thread-safe.
   *
   * @throws eu.dihya.base.DihyaException as {@link #plan} when the wanted version does not exist
   */
  public Predicate<Candidate> upToDate(PlanRequest request) {
    TenantPlanning planning = planning(request);
    return candidate -> {
      if (exclusion(candidate, planning).isPresent()) {
        return false;
      }
      Refusals refusals = new Refusals();
      return planning.plan(candidate, refusals).steps().isEmpty() && refusals.isEmpty();
    };
  }

  /**
   * Plans anew for the tenants of an earlier plan, which stay in their waves. A tenant that cannot
   * be planned for now keeps its earlier steps: the run on it will say why they cannot be carried
   * out.
   */
  public Plan amend(
      Plan earlier, boolean allowOutOfOrder, List<Candidate> candidates, String by, Instant now) {
    PlanRequest request = earlier.request().inOrder(allowOutOfOrder);
    Sorted sorted = sort(request, candidates);
    Map<String, TenantPlan> plans = new LinkedHashMap<>();
    for (TenantPlan before : earlier.tenants()) {
      TenantPlan plan = sorted.plans().getOrDefault(before.tenant(), before);
      plans.put(before.tenant(), plan.inWave(before.wave()));
      if (plan.equals(before)) {
        sorted.keep(earlier.scriptsOf(before));
      }
    }
    return build(request, sorted, earlier.waves(), List.copyOf(plans.values()), by, now);
  }

  private Sorted sort(PlanRequest request, List<Candidate> candidates) {
    Sorted sorted = new Sorted();
    Refusals refusals = new Refusals();
    TenantPlanning planning = planning(request);
    Scripts scripts = new Scripts(catalog, dialects, request.strategy().undecided());
    for (Candidate candidate :
        candidates.stream().sorted(Comparator.comparing(each -> each.tenant().id())).toList()) {
      Optional<Excluded> exclusion = exclusion(candidate, planning);
      if (exclusion.isPresent()) {
        sorted.excluded.add(exclusion.get());
      } else {
        String id = candidate.tenant().id();
        TenantPlan plan = planning.plan(candidate, refusals);
        scripts.add(plan, candidate.capabilities(), refusals);
        sorted.plans.put(id, plan);
        sorted.candidates.put(id, candidate);
      }
    }
    Problems problems = new Problems();
    problems.addAll(refusals.list());
    problems.throwIfAny(ErrorCode.CATALOG);
    sorted.keep(scripts.list());
    return sorted;
  }

  private Plan build(
      PlanRequest request,
      Sorted sorted,
      List<Wave> waves,
      List<TenantPlan> tenants,
      String by,
      Instant now) {
    String release = release(request.to()).digest();
    List<String> upToDate =
        sorted.plans.values().stream()
            .filter(plan -> plan.steps().isEmpty())
            .map(TenantPlan::tenant)
            .toList();
    boolean down =
        tenants.stream()
            .flatMap(plan -> plan.steps().stream())
            .anyMatch(step -> step.direction() == Direction.DOWN);
    String digest = PlanDigest.of(request, release, waves, tenants);
    return new Plan(
        "",
        digest,
        now,
        by,
        request,
        down ? Direction.DOWN : Direction.UP,
        release,
        waves,
        tenants,
        sorted.excluded,
        upToDate,
        List.copyOf(sorted.scripts));
  }

  private static List<TenantPlan> placed(Map<String, TenantPlan> plans, List<Wave> waves) {
    List<TenantPlan> placed = new ArrayList<>();
    for (int index = 0; index < waves.size(); index++) {
      for (String tenant : waves.get(index).tenants()) {
        TenantPlan plan = plans.get(tenant);
        if (plan != null) {
          placed.add(plan.inWave(index));
        }
      }
    }
    return placed;
  }

  private static Optional<Excluded> exclusion(Candidate candidate, TenantPlanning planning) {
    return candidate.exclusion().or(() -> planning.exclusion(candidate));
  }

  private TenantPlanning planning(PlanRequest request) {
    String reverts = request.reverts();
    if (reverts != null) {
      return new Reverting(
          catalog,
          reverted
              .filter(known -> known.rollout().equals(reverts))
              .orElseThrow(() -> new IllegalStateException("the plans of " + reverts)));
    }
    OutOfOrder order = request.allowOutOfOrder() ? OutOfOrder.ALLOW : outOfOrder;
    return new Alike(catalog, order, goal(request.to()));
  }

  private Optional<MigrationVersion> goal(String to) {
    if (to.equals(PlanRequest.LATEST)) {
      return Optional.empty();
    }
    release(to);
    return Optional.of(MigrationVersion.of(to));
  }

  private Release release(String to) {
    if (to.equals(PlanRequest.LATEST)) {
      return catalog.release();
    }
    if (!MigrationVersion.isVersion(to)) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "'"
              + to
              + "' is no version; write "
              + PlanRequest.LATEST
              + ", or a version such as 20250522_1200");
    }
    return catalog.release(MigrationVersion.of(to));
  }

  /** The candidates, sorted into those who take part and those who do not. */
  private static final class Sorted {
    private final Map<String, TenantPlan> plans = new LinkedHashMap<>();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final List<Excluded> excluded = new ArrayList<>();
    private final Set<PlannedScript> scripts = new LinkedHashSet<>();

    void keep(List<PlannedScript> more) {
      scripts.addAll(more);
    }

    Map<String, TenantPlan> plans() {
      return plans;
    }

    List<Candidate> withSteps() {
      return plans.values().stream()
          .filter(plan -> !plan.steps().isEmpty())
          .flatMap(plan -> Optional.ofNullable(candidates.get(plan.tenant())).stream())
          .toList();
    }
  }
}
