package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.base.TenantScope;
import eu.dihya.drift.FleetObserver;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.security.Permission;
import eu.dihya.tenants.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fleet: every tenant with its version and sign. */
final class FleetResource {
  private final Selection selection;
  private final ObservationStore observations;
  private final FleetObserver observer;
  private final FleetModel model;
  private final LiveStream stream;

  FleetResource(
      Selection selection,
      ObservationStore observations,
      FleetObserver observer,
      FleetModel model,
      LiveStream stream) {
    this.selection = selection;
    this.observations = observations;
    this.observer = observer;
    this.model = model;
    this.stream = stream;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/api/v1/fleet",
            Permission.READ,
            call -> Reply.json(fleet(call.scope(), call.query("select").orElse("")))),
        Endpoint.post("/api/v1/fleet/observe", Permission.OBSERVE, this::observe),
        Endpoint.get(
            "/api/v1/fleet/shapes", Permission.READ, call -> Reply.items(shapes(call.scope()))));
  }

  private Reply observe(Call call) {
    String select = call.body(ObserveRequest.class).select();
    String selector = select == null ? "" : select;
    List<Tenant> chosen = selection.of(call.scope(), selector);
    observer.observe(chosen);
    chosen.forEach(tenant -> stream.tenantChanged(tenant.id()));
    return Reply.json(fleet(call.scope(), selector));
  }

  private FleetView fleet(TenantScope scope, String select) {
    // Read first: what changes while the fleet is read is then sent once more, and not lost.
    String revision = stream.revision();
    List<FleetTenant> fleet =
        List.copyOf(model.tenants(scope, selection.of(scope, select)).values());
    return new FleetView(
        model.latest(),
        revision,
        FleetCounts.of(fleet),
        FleetModel.versions(fleet),
        fleet,
        model.openRollouts(scope));
  }

  private List<ShapeGroup> shapes(TenantScope scope) {
    Map<String, Observation> seen = observations.all(scope);
    Map<String, ShapeGroup> groups = new TreeMap<>();
    for (FleetTenant tenant : model.all(scope).values()) {
      if (seen.get(tenant.id()) instanceof Observation.Seen observation) {
        group(groups, tenant, observation.shape());
      }
    }
    return groups.values().stream()
        .sorted(Comparator.comparingInt(ShapeGroup::count).reversed())
        .toList();
  }

  /** Whose schema nobody has looked at is in no group. */
  private static void group(
      Map<String, ShapeGroup> groups, FleetTenant tenant, @Nullable String shape) {
    if (shape != null) {
      String key = String.join("|", tenant.engine(), tenant.sector(), tenant.version(), shape);
      groups
          .computeIfAbsent(
              key,
              ignored ->
                  new ShapeGroup(
                      tenant.engine(), tenant.sector(), tenant.version(), shape, new ArrayList<>()))
          .tenants()
          .add(tenant.id());
    }
  }

  record ObserveRequest(@Nullable String select) {}

  record FleetView(
      String latest,
      String revision,
      FleetCounts counts,
      List<FleetModel.VersionCount> versions,
      List<FleetTenant> tenants,
      List<FleetModel.OpenRollout> rollouts) {}

  /** Tenants of one engine, sector and version that look the same. */
  record ShapeGroup(
      String engine, String sector, String version, String shape, List<String> tenants) {
    @JsonProperty
    int count() {
      return tenants.size();
    }
  }
}
