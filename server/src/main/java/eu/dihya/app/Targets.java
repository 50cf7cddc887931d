package eu.dihya.app;

import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.tenants.Target;
import io.vertx.core.Vertx;

/**
 * Sessions to targets of a workspace without a server; what the demo fills its databases through.
 */
public final class Targets implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final TargetConnector connector;

  public Targets(Configuration configuration) {
    this.connector = Engines.connector(vertx, configuration, Engines.references(configuration), "");
  }

  /** The engines' drivers behind the sessions. */
  public TargetConnector connector() {
    return connector;
  }

  /** Opens a session that may change the target. */
  public Session open(Target target) {
    return connector.open(target);
  }

  @Override
  public void close() {
    connector.close();
    vertx.close().await();
  }
}
