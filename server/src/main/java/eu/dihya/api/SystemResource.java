package eu.dihya.api;

import eu.dihya.security.Permission;
import eu.dihya.security.Principal;
import eu.dihya.store.ControlStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** The server itself: who is signed in, its configuration, its store. */
public final class SystemResource {
  private final List<ConfigItem> configuration;
  private final ControlStore store;
  private final Identity identity;

  SystemResource(List<ConfigItem> configuration, ControlStore store, Identity identity) {
    this.configuration = List.copyOf(configuration);
    this.store = store;
    this.identity = identity;
  }

  /**
   * An effective value.
   *
   * @param origin {@code default}, {@code dihya.yaml:3}, {@code env …} or {@code flag …}
   */
  public record ConfigItem(String key, String value, String origin) {}

  /** What this server is. */
  public record Identity(String version, String workspace) {}

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/api/v1/session",
            Permission.KNOW_ONESELF,
            call -> Reply.json(session(call.principal()))),
        Endpoint.get(
            "/api/v1/config", Permission.READ_SETTINGS, call -> Reply.items(configuration)),
        Endpoint.post("/api/v1/store/check", Permission.CHECK_STORE, call -> check()));
  }

  /** Throws when the control store does not answer. */
  void alive() {
    store.schemaVersion();
  }

  Map<String, Object> session(Principal principal) {
    return Map.of(
        "principal", PrincipalView.of(principal),
        "serverVersion", identity.version(),
        "workspace", identity.workspace());
  }

  /**
   * Who one is.
   *
   * @param tenants absent for who knows of all
   */
  record PrincipalView(String id, String name, String role, Optional<SortedSet<String>> tenants) {
    static PrincipalView of(Principal principal) {
      return new PrincipalView(
          principal.id(), principal.name(), principal.role().code(), principal.scope().named());
    }
  }

  private Reply check() {
    List<CheckView> checks = new ArrayList<>();
    List<String> findings = store.integrityCheck();
    boolean sound = findings.equals(List.of("ok"));
    checks.add(new CheckView("integrity", sound, String.join("; ", findings)));
    if (sound) {
      int broken = store.brokenReferences();
      checks.add(new CheckView("references", broken == 0, broken + " rows refer to nothing"));
      checks.add(new CheckView("schema", true, "version " + store.schemaVersion()));
    }
    return Reply.json(Map.of("ok", checks.stream().allMatch(CheckView::ok), "checks", checks));
  }

  record CheckView(String name, boolean ok, String detail) {}
}
