package eu.dihya.app;

import eu.dihya.base.Engine;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.SecretRefs;
import eu.dihya.tenants.Target;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The control store.
 *
 * @param target a SQLite file or a schema of a PostgreSQL database, which has credentials
 */
public record StoreConfig(Target target) {
  public StoreConfig {
    boolean file = isFile(target);
    Checks.holds(
        file || target.credentials().isPresent(),
        "storeCredentials is missing: a store on PostgreSQL needs a reference to user:password,"
            + " env:NAME or file:PATH");
    Checks.holds(
        !file || target.credentials().isEmpty(),
        "storeCredentials is for a store on PostgreSQL; a SQLite file has none");
    Checks.holds(
        target.credentials().filter(SecretRef::inControlStore).isEmpty(),
        "storeCredentials cannot be in the store that they open; use env:NAME or file:PATH");
  }

  static StoreConfig of(Path workspace, GivenValues values) {
    Optional<SecretRef> credentials = SecretRefs.parse(values.text("storeCredentials"));
    return new StoreConfig(Target.parse(values.text("store"), credentials, workspace));
  }

  /** The file, when it is in SQLite. */
  public Optional<Path> file() {
    return isFile(target) ? Optional.of(Path.of(target.database())) : Optional.empty();
  }

  private static boolean isFile(Target target) {
    return target.engine() == Engine.SQLITE;
  }
}
