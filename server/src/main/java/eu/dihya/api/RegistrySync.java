package eu.dihya.api;

import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.tenants.RegistryDiff;
import eu.dihya.tenants.RegistryFiles;
import eu.dihya.tenants.TargetRules;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registry files held against the registry, which is the truth; files add and change, and never
 * remove.
 */
public final class RegistrySync {
  private final TargetRules rules;
  private final Path directory;
  private final TenantStore store;

  public RegistrySync(TargetRules rules, Path directory, TenantStore store) {
    this.rules = rules;
    this.directory = directory;
    this.store = store;
  }

  /**
   * What differs, of all tenants: to whoever had only some, the others would be new.
   *
   * @throws eu.dihya.base.DihyaException CONFIGURATION with all problems of all files
   */
  public Outcome difference() {
    return new Outcome(
        RegistryDiff.of(store.all(TenantScope.everything()), RegistryFiles.load(rules, directory)));
  }

  /** Reads one tenant with the rules that hold for files. */
  Tenant read(TenantResource.NewTenant wanted) {
    Map<String, Object> tenant = new LinkedHashMap<>();
    put(tenant, "id", wanted.id());
    put(tenant, "name", wanted.name());
    put(tenant, "region", wanted.region());
    put(tenant, "timezone", wanted.timezone());
    put(tenant, "target", wanted.target());
    put(tenant, "credentials", wanted.credentials());
    put(tenant, "labels", wanted.labels());
    put(tenant, "placeholders", wanted.placeholders());
    Map<String, Object> file = new LinkedHashMap<>();
    put(file, "sector", wanted.sector());
    file.put("tenants", List.of(tenant));
    return RegistryFiles.parse(rules, Json.write(file), "request").getFirst().tenant();
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /** A difference. */
  public record Outcome(RegistryDiff diff) {
    public List<Tenant> toSave() {
      return diff.toSave();
    }

    View view(boolean applied) {
      List<FieldView> changed =
          diff.changed().stream()
              .flatMap(
                  change ->
                      change.fields().stream()
                          .map(
                              field ->
                                  new FieldView(
                                      change.after().id(),
                                      field.field(),
                                      field.before(),
                                      field.after())))
              .toList();
      return new View(
          applied,
          diff.added().stream().map(Tenant::id).toList(),
          changed,
          diff.unchanged().size(),
          diff.missing());
    }
  }

  record View(
      boolean applied,
      List<String> added,
      List<FieldView> changed,
      int unchanged,
      List<String> notInFiles) {}

  record FieldView(String tenant, String field, String before, String after) {}
}
