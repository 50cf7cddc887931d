package eu.dihya.testing;

import eu.dihya.base.Engine;

/** An empty database on a real server and a user that owns it. */
public record TestDatabase(
    Engine engine, String host, int port, String database, String user, String password) {

  /** The address as a registry file writes it. */
  public String address() {
    return "%s://%s:%d/%s".formatted(engine.code(), host, port, database);
  }

  @Override
  public String toString() {
    return address();
  }
}
