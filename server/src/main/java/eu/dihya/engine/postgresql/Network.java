package eu.dihya.engine.postgresql;

import eu.dihya.engine.HostLookup;
import eu.dihya.engine.OpenConnections;
import io.vertx.core.Vertx;

/** What all connections of the driver share. */
record Network(Vertx vertx, HostLookup hosts, OpenConnections connections, PlainServers plain) {
  Network(Vertx vertx, HostLookup hosts) {
    this(vertx, hosts, new OpenConnections(), new PlainServers());
  }
}
