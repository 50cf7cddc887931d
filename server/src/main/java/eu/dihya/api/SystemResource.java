package eu.dihya.api;

import eu.dihya.security.Permission;
import eu.dihya.store.ControlStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server itself: its configuration, its store. */
public final class SystemResource {
  private final List<ConfigItem> configuration;
  private final ControlStore store;

  SystemResource(List<ConfigItem> configuration, ControlStore store) {
    this.configuration = List.copyOf(configuration);
    this.store = store;
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
            "/api/v1/config", Permission.READ_SETTINGS, call -> Reply.items(configuration)),
        Endpoint.post("/api/v1/store/check", Permission.CHECK_STORE, call -> check()));
  }

  /** Throws when the control store does not answer. */
  void alive() {
    store.schemaVersion();
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
