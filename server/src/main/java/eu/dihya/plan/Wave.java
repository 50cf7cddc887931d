package eu.dihya.plan;

import eu.dihya.base.TenantScope;
import java.util.List;
import java.util.function.Function;

/** The tenants that are admitted together. */
public record Wave(String name, boolean canary, List<String> tenants) {
  public Wave {
    tenants = List.copyOf(tenants);
  }

  /** What a scope sees of it. */
  Wave within(TenantScope scope) {
    return new Wave(name, canary, scope.of(tenants, Function.identity()));
  }
}
