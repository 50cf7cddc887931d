package eu.dihya.engine.mysql;

import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;

/**
 * Where to connect and as whom.
 *
 * @param database empty for a connection without a current database
 */
record Login(String host, int port, String database, Credentials credentials) {
  static Login to(Target target, Credentials credentials) {
    return new Login(target.host(), target.port(), target.database(), credentials);
  }

  Login withoutDatabase() {
    return new Login(host, port, "", credentials);
  }

  String server() {
    return host + ":" + port;
  }
}
