package eu.dihya.plan;

import java.util.List;

/** The tenants that are admitted together. */
public record Wave(String name, boolean canary, List<String> tenants) {
  public Wave {
    tenants = List.copyOf(tenants);
  }
}
