package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Suggestions;
import eu.dihya.security.Permission;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry. */
final class TenantResource {
  private final TenantStore store;
  private final RegistrySync sync;
  private final TenantRegistrar registrar;
  private final Selection selection;
  private final Clock clock;
  private final Runnable changed;

  TenantResource(Parts parts, Clock clock, Runnable changed) {
    this.store = parts.store();
    this.sync = parts.sync();
    this.registrar = parts.registrar();
    this.selection = parts.selection();
    this.clock = clock;
    this.changed = changed;
  }

  /** What it reads and writes. */
  record Parts(
      TenantStore store, RegistrySync sync, TenantRegistrar registrar, Selection selection) {}

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/tenants", Permission.READ, this::list),
        Endpoint.post("/api/v1/tenants", Permission.CHANGE_TENANTS, this::add),
        Endpoint.post("/api/v1/tenants/sync", Permission.CHANGE_TENANTS, this::sync),
        Endpoint.get(
            "/api/v1/tenants/{tenant}",
            Permission.READ,
            call -> Reply.json(TenantView.of(find(call)))),
        Endpoint.put("/api/v1/tenants/{tenant}/state", Permission.CHANGE_TENANTS, this::setState));
  }

  private Reply list(Call call) {
    int limit = (int) call.number("limit", 200, 1, 1000);
    String after = call.query("cursor").orElse("");
    List<Tenant> chosen =
        selection.of(call.scope(), call.query("select").orElse("")).stream()
            .filter(tenant -> tenant.id().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    List<TenantView> page = chosen.stream().limit(limit).map(TenantView::of).toList();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("items", page);
    if (chosen.size() > limit) {
      body.put("next", page.getLast().id());
    }
    return Reply.json(body);
  }

  private synchronized Reply add(Call call) {
    Tenant tenant = sync.read(call.body(NewTenant.class));
    if (store.find(call.scope(), tenant.id()).isPresent()) {
      throw new DihyaException(
          ErrorCode.CONFLICT, "tenant " + tenant.id() + " is registered already");
    }
    store.all(call.scope()).stream()
        .filter(other -> other.target().address().equals(tenant.target().address()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new DihyaException(
                  ErrorCode.CONFLICT,
                  "tenant "
                      + other.id()
                      + " has the target "
                      + tenant.target().address()
                      + " already; each tenant needs a database or a schema of its own");
            });
    save(List.of(tenant), "tenant.add", tenant.id(), "", call);
    return Reply.json(201, TenantView.of(tenant));
  }

  private Reply sync(Call call) {
    boolean dryRun = call.body(SyncRequest.class).dryRun();
    RegistrySync.Outcome outcome = sync.difference();
    if (!dryRun && !outcome.toSave().isEmpty()) {
      save(outcome.toSave(), "tenant.sync", outcome.toSave().size() + " tenants", "", call);
    }
    return Reply.json(outcome.view(!dryRun));
  }

  private Reply setState(Call call) {
    StateRequest request = call.body(StateRequest.class);
    TenantState state =
        Arrays.stream(TenantState.values())
            .filter(each -> each.code().equals(request.state()))
            .findFirst()
            .orElseThrow(
                () ->
                    new DihyaException(ErrorCode.USAGE, "state is active, suspended or archived"));
    Tenant tenant = find(call).in(state);
    save(
        List.of(tenant),
        "tenant." + state.code(),
        tenant.id(),
        Optional.ofNullable(request.reason()).orElse(""),
        call);
    return Reply.json(TenantView.of(tenant));
  }

  private void save(List<Tenant> tenants, String action, String object, String reason, Call call) {
    registrar.save(
        tenants, AuditEntry.of(clock.instant(), "local", call.actor(), action, object, reason));
    changed.run();
  }

  private Tenant find(Call call) {
    String id = call.path("tenant");
    return store
        .find(call.scope(), id)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.NOT_FOUND,
                    "there is no tenant '"
                        + id
                        + "'"
                        + Suggestions.hint(
                            id, store.all(call.scope()).stream().map(Tenant::id).toList())));
  }

  record SyncRequest(boolean dryRun) {}

  record StateRequest(String state, @Nullable String reason) {}

  /**
   * A tenant to be registered, with its target as an address and its credentials as a reference.
   */
  record NewTenant(
      String id,
      @Nullable String name,
      String sector,
      @Nullable String region,
      @Nullable String timezone,
      String target,
      @Nullable String credentials,
      @Nullable Map<String, String> labels,
      @Nullable Map<String, String> placeholders) {}
}
