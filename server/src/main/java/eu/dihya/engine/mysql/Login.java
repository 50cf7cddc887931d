package eu.dihya.engine.mysql;

import eu.dihya.engine.HostLookup;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;

/**
 * Where to connect and as whom.
 *
 * @param hosts asked before every connection
 * @param database empty for a connection without a current database
 */
record Login(Target target, HostLookup hosts, String database, Credentials credentials) {
  static Login to(Target target, HostLookup hosts, Credentials credentials) {
    return new Login(target, hosts, target.database(), credentials);
  }

  Login withoutDatabase() {
    return new Login(target, hosts, "", credentials);
  }

  /** The address to connect to, looked up and checked now. */
  String host() {
    return hosts.address(target);
  }

  int port() {
    return target.port();
  }

  String server() {
    return target.host() + ":" + target.port();
  }
}
