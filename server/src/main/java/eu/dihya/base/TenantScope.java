package eu.dihya.base;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which tenants somebody may know of: all, or only certain ones. Whoever reads what belongs to
 * tenants names one; what is outside of it is as if it were not there. Immutable; equal scopes hold
 * the same tenants.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EveryTenant.class, name = "everything"),
  @JsonSubTypes.Type(value = SomeTenants.class, name = "only")
})
public sealed interface TenantScope permits EveryTenant, SomeTenants {
  /**
   * All tenants, also those that come later: for the product's own work, and for whoever looks
   * after the whole. There is no other way to it.
   */
  static TenantScope everything() {
    return new EveryTenant();
  }

  /** These tenants, whether they exist or not. */
  static TenantScope only(Collection<String> tenants) {
    return new SomeTenants(Set.copyOf(tenants));
  }

  static TenantScope none() {
    return only(Set.of());
  }

  boolean contains(String tenant);

  /** Its tenants; empty when it is {@link #everything()}. */
  Optional<SortedSet<String>> named();

  /** Whether it is {@link #everything()}, and not merely all tenants that there are now. */
  default boolean whole() {
    return named().isEmpty();
  }

  /** Whether no tenant of the other is outside of this one. */
  default boolean covers(TenantScope other) {
    return whole()
        || other.named().filter(ids -> ids.stream().allMatch(this::contains)).isPresent();
  }

  /** Those that belong to a tenant of it, in their order. */
  default <T> List<T> of(Collection<T> all, Function<? super T, String> tenant) {
    return whole()
        ? List.copyOf(all)
        : all.stream().filter(each -> contains(tenant.apply(each))).toList();
  }

  /** What is kept by tenant, of its tenants. */
  default <V> Map<String, V> of(Map<String, V> all) {
    return whole()
        ? Map.copyOf(all)
        : all.entrySet().stream()
            .filter(entry -> contains(entry.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
