package eu.dihya.app;

import eu.dihya.base.Redactor;
import java.nio.file.Path;
import java.util.Optional;

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

  /** The file, when it is in SQLite. */
  public Optional<Path> file(Path workspace) {
    return address.startsWith("sqlite:")
        ? Optional.of(workspace.resolve(address.substring("sqlite:".length())))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Redactor.secrets(address);
  }
}
