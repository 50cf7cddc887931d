package eu.dihya.app;

import eu.dihya.base.Redactor;

/**
 * The control store.
 *
 * @param address {@code sqlite:PATH}, the path relative to the workspace, or {@code
 *     postgresql://…}; may hold a password
 */
public record StoreConfig(String address) {
  public StoreConfig {
    Checks.holds(
        address.startsWith("sqlite:") || address.startsWith("postgresql://"),
        "the store is sqlite: or postgresql:");
  }

  @Override
  public String toString() {
    return Redactor.secrets(address);
  }
}
