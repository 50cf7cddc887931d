package eu.dihya.tenants;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What synchronising the files into the registry would do.
 *
 * @param added in the files only
 * @param changed in both, and not the same
 * @param unchanged ids of those that are the same
 * @param missing ids of those that no file has; they are never removed
 */
public record RegistryDiff(
    List<Tenant> added, List<Change> changed, List<String> unchanged, List<String> missing) {
  public RegistryDiff {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    missing = List.copyOf(missing);
  }

  /** A tenant that changes; {@code fields} by name, as {@code target} or {@code labels.tier}. */
  public record Change(Tenant before, Tenant after, List<FieldChange> fields) {
    public Change {
      fields = List.copyOf(fields);
    }
  }

  /** A field with its value before and after; empty text for none. */
  public record FieldChange(String field, String before, String after) {}

  /** Whether there is nothing to save. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty();
  }

  /** What is to be saved. */
  public List<Tenant> toSave() {
    List<Tenant> tenants = new ArrayList<>(added);
    changed.forEach(change -> tenants.add(change.after()));
    return List.copyOf(tenants);
  }

  /** Compares. A state that a file does not give stays what it is. */
  public static RegistryDiff of(List<Tenant> registered, List<RegistryEntry> files) {
    Map<String, Tenant> known = new TreeMap<>();
    registered.forEach(tenant -> known.put(tenant.id(), tenant));
    List<Tenant> added = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    for (RegistryEntry entry : files) {
      Tenant before = known.remove(entry.tenant().id());
      if (before == null) {
        added.add(entry.tenant());
        continue;
      }
      Tenant after = entry.stateGiven() ? entry.tenant() : entry.tenant().in(before.state());
      if (after.equals(before)) {
        unchanged.add(after.id());
      } else {
        changed.add(new Change(before, after, fields(before, after)));
      }
    }
    return new RegistryDiff(added, changed, unchanged, List.copyOf(known.keySet()));
  }

  private static List<FieldChange> fields(Tenant before, Tenant after) {
    Map<String, String> old = values(before);
    Map<String, String> now = values(after);
    var names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(old.get(name), now.get(name)))
        .map(name -> new FieldChange(name, old.getOrDefault(name, ""), now.getOrDefault(name, "")))
        .toList();
  }

  private static Map<String, String> values(Tenant tenant) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", tenant.name());
    values.put("sector", tenant.sector());
    values.put("region", tenant.region());
    values.put("timezone", tenant.timezone());
    values.put("environment", tenant.environment());
    values.put("state", tenant.state().code());
    values.put("target", tenant.target().address());
    values.put("tls", tenant.target().encryption().map(Tls::toString).orElse(""));
    values.put("credentials", tenant.target().credentials().map(SecretRef::toString).orElse(""));
    values.put("pooler", tenant.target().sessionPooler() ? "session" : "none");
    tenant.labels().forEach((name, value) -> values.put("labels." + name, value));
    tenant.placeholders().forEach((name, value) -> values.put("placeholders." + name, value));
    return values;
  }
}
