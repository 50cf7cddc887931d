package eu.dihya.engine.mysql;

import eu.dihya.engine.Place;
import eu.dihya.tenants.Credentials;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServer;
import java.util.UUID;

/** Accounts that may less than the one of the tests. */
final class MySqlAccounts {
  private MySqlAccounts() {}

  /** An account that may do just this in the place's database. */
  static Place with(TestServer server, Place place, String privileges) {
    String user = "u_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    new ServerSql(server)
        .execute(
            "CREATE USER '%s'@'%%' IDENTIFIED BY 'synthetic'".formatted(user),
            "GRANT %s ON `%s`.* TO '%s'@'%%'"
                .formatted(privileges, place.target().database(), user));
    return MySqlPlaces.as(place, new Credentials(user, "synthetic"));
  }
}
