package eu.dihya.engine;

import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.util.Optional;

/** An empty target of a test, and who may do everything there. */
public record Place(EngineDriver driver, Target target, Optional<Credentials> credentials) {
  public Session connect(SessionOptions options) {
    return driver.connect(target, credentials, options);
  }

  public Session connect() {
    return connect(SessionOptions.DEFAULT);
  }

  public SchemaHistory history(Session session) {
    return new SchemaHistory(session, driver.dialect(), target);
  }

  public Journal journal(Session session) {
    return new Journal(session, driver.dialect(), target);
  }

  public Fence fence(Session session) {
    return new Fence(session, driver.dialect(), target);
  }
}
