package eu.dihya.plan;

import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.engine.AppliedSet;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is no longer as it was when a plan was made, in whole sentences that name the tenant or the
 * file. Pure.
 */
public final class Changes {
  private final Plan plan;
  private final List<String> found = new ArrayList<>();

  private Changes(Plan plan) {
    this.plan = plan;
  }

  /**
   * What there is now.
   *
   * @param selected whom the plan's selector takes now
   * @param tenants by id, also those that it does not take
   * @param seen the targets, read just now
   */
  public record Now(
      List<Tenant> selected,
      Map<String, Tenant> tenants,
      Map<String, Observation> seen,
      Catalog catalog) {}

  /** All that has changed; empty when the plan does what it did when it was made. */
  public static List<String> of(Plan plan, Now now) {
    Changes changes = new Changes(plan);
    changes.files(now.catalog());
    Set<String> selected = new HashSet<>();
    now.selected().forEach(tenant -> selected.add(tenant.id()));
    for (TenantPlan each : plan.tenants()) {
      changes
          .left(each.tenant(), now, selected)
          .or(() -> changes.target(each, now))
          .ifPresent(text -> changes.found.add("tenant " + each.tenant() + " " + text));
    }
    changes.joined(selected);
    return List.copyOf(changes.found);
  }

  private void files(Catalog catalog) {
    Set<PlanStep> steps = new LinkedHashSet<>();
    plan.tenants().forEach(tenant -> steps.addAll(tenant.steps()));
    Set<String> told = new HashSet<>();
    for (PlanStep step : steps) {
      Optional<String> checksum =
          catalog.find(step.stream(), step.version()).stream()
              .flatMap(migration -> migration.variants().stream())
              .filter(file -> file.displayName().equals(step.file()))
              .map(MigrationFile::rawChecksum)
              .findFirst();
      boolean same = checksum.filter(step.rawChecksum()::equals).isPresent();
      if (!same && told.add(step.file())) {
        found.add(
            "file "
                + step.file()
                + (checksum.isEmpty() ? " is gone" : " was changed: its checksum is another one"));
      }
    }
  }

  private Optional<String> left(String id, Now now, Set<String> selected) {
    Tenant tenant = now.tenants().get(id);
    if (tenant == null) {
      return Optional.of("is no longer registered");
    }
    if (tenant.state() != TenantState.ACTIVE) {
      return Optional.of("left: it is " + tenant.state().name().toLowerCase(Locale.ROOT));
    }
    return selected.contains(id)
        ? Optional.empty()
        : Optional.of("left: the selector '" + plan.request().select() + "' no longer takes it");
  }

  private void joined(Set<String> selected) {
    Set<String> known = new HashSet<>(plan.upToDate());
    plan.tenants().forEach(each -> known.add(each.tenant()));
    plan.excluded().forEach(each -> known.add(each.tenant()));
    selected.stream()
        .filter(id -> !known.contains(id))
        .sorted()
        .forEach(id -> found.add("tenant " + id + " joined: the plan does not know it"));
  }

  private Optional<String> target(TenantPlan each, Now now) {
    return switch (now.seen().get(each.tenant())) {
      case null -> Optional.of("was not looked at");
      case Observation.Unreachable unreachable ->
          Optional.of("cannot be read now: " + unreachable.because());
      case Observation.Seen seen -> difference(each, now.tenants().get(each.tenant()), seen);
    };
  }

  private static Optional<String> difference(
      TenantPlan each, @Nullable Tenant tenant, Observation.Seen seen) {
    TargetState before = each.before();
    if (each.steps().isEmpty() || tenant == null) {
      return Optional.empty();
    }
    if (before == null) {
      return Optional.of("may have changed: the plan is of a version that did not note its state");
    }
    TargetState now = TargetState.of(tenant, seen);
    if (!now.registration().equals(before.registration())) {
      return Optional.of("was registered otherwise: its target, sector or placeholders are others");
    }
    String version = TenantSteps.highest(AppliedSet.of(seen.history()));
    if (!version.equals(each.from())) {
      return Optional.of("is at version " + shown(version) + ", and was at " + shown(each.from()));
    }
    if (!now.history().equals(before.history())) {
      return Optional.of("has another history, below its version " + shown(version));
    }
    return before.shape() == null || before.shape().equals(now.shape())
        ? Optional.empty()
        : Optional.of(
            "has another schema: its shape is "
                + Candidate.brief(String.valueOf(now.shape()))
                + ", and was "
                + Candidate.brief(before.shape()));
  }

  private static String shown(String version) {
    return version.isEmpty() ? "none" : version;
  }
}
