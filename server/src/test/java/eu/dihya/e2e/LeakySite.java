package eu.dihya.e2e;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A workspace with people in its databases and secrets beside it, and where each was put. */
final class LeakySite {
  /** Else each way to fail is tried on one engine, and not on all. */
  final boolean full = Boolean.getBoolean("dihya.tests.full");

  final Site site = new Site();
  final Plants rows = new Plants(20_260_101);
  final Plants secrets = new Plants(20_260_202);
  final Plants literals = new Plants(20_260_303);
  private final Map<String, String> sources = new LinkedHashMap<>();

  static LeakySite make() {
    LeakySite made = new LeakySite();
    made.site
        .variable("DIHYA_LOG__LEVEL", "trace")
        .variable("DIHYA_LINT__FAIL", "never")
        .variable("DIHYA_TIMEOUTS__CONNECT", "30s");
    made.addTenants();
    made.addUnreachable();
    LeakyMigrations.writeTables(made.site);
    return made;
  }

  /** All texts in which something was put, by the name of the place. */
  Map<String, String> sources() {
    Map<String, String> all = new LinkedHashMap<>(sources);
    for (SiteTenant tenant : site.tenants()) {
      all.put("rows of " + tenant, tenant.rows("SELECT * FROM person ORDER BY id").toString());
    }
    return all;
  }

  void source(String place, String text) {
    sources.merge(place, text, (before, more) -> before + "\n" + more);
  }

  private void addTenants() {
    TestDatabase post = account(TestServers.postgresql(), secrets.password("password by env:"));
    TestDatabase maria = account(TestServers.mariadb(), secrets.password("password by file:"));
    String login = maria.user() + ":" + maria.password();
    site.variable("LEAKY_POST", variable("LEAKY_POST", post.user() + ":" + post.password()));
    site.file("secrets/maria", login);
    source("secrets/maria", login);
    for (int i = 0; i < LeakyMigrations.SECTORS.size(); i++) {
      String sector = LeakyMigrations.SECTORS.get(i);
      if (full || i % 3 == 0) {
        Path file = site.directory().resolve(sector + ".db");
        add(sector, SiteTenant.sqlite(sector + "-lite", file), "");
      }
      if (full || i % 3 == 1 || sector.equals("literal")) {
        add(sector, SiteTenant.on(sector + "-post", fresh(post)), "env:LEAKY_POST");
      }
      if (full || i % 3 == 2) {
        add(sector, SiteTenant.on(sector + "-maria", fresh(maria)), "file:secrets/maria");
      }
    }
  }

  private void add(String sector, SiteTenant tenant, String credentials) {
    site.add(tenant);
    file(sector, tenant, credentials);
  }

  private void file(String sector, SiteTenant tenant, String credentials) {
    String yaml = tenant.yaml(credentials).replace("sector: health", "sector: " + sector);
    site.file("tenants/" + tenant.id() + ".yaml", yaml);
  }

  /** Two people in each database, of the same address, the second one without a name. */
  void addPeople() {
    for (SiteTenant tenant : site.tenants()) {
      String name =
          switch (tenant.engine()) {
            case POSTGRESQL -> rows.arabic("name in " + tenant);
            case SQLITE -> rows.amazigh("name in " + tenant);
            default -> rows.french("name in " + tenant);
          };
      String person =
          "'%s', '%s'"
              .formatted(rows.email("address in " + tenant), rows.phone("phone in " + tenant));
      tenant.execute(
          "INSERT INTO person (id, email, phone, name) VALUES (1, %s, '%s')"
              .formatted(person, name),
          "INSERT INTO person (id, email, phone, name) VALUES (2, %s, NULL)".formatted(person));
    }
  }

  /** Tenants that nobody can sign in to; they are left out of every plan. */
  private void addUnreachable() {
    SiteTenant post = SiteTenant.on("wrong-post", fresh(TestServers.postgresql()));
    String login = "nobody_here:" + secrets.password("wrong password by env:");
    site.variable("LEAKY_WRONG", variable("LEAKY_WRONG", login));
    file("unique", post, "env:LEAKY_WRONG");
    SiteTenant maria = SiteTenant.on("wrong-maria", fresh(TestServers.mariadb()));
    String second = "nobody_here:" + secrets.password("wrong password by file:");
    site.file("secrets/wrong", second);
    source("secrets/wrong", second);
    file("unique", maria, "file:secrets/wrong");
    SiteTenant bare = SiteTenant.on("bare-post", fresh(TestServers.postgresql()));
    site.variable("LEAKY_BARE", variable("LEAKY_BARE", secrets.password("secret without a user")));
    file("unique", bare, "env:LEAKY_BARE");
  }

  void writeFailing() {
    LeakyMigrations.writeFailing(site, literals);
    site.filesBelow("migrations").forEach(this::source);
  }

  private String variable(String name, String value) {
    source("environment", name + "=" + value);
    return value;
  }

  List<Plant> all() {
    List<Plant> all = new ArrayList<>(rows.all());
    all.addAll(secrets.all());
    all.addAll(literals.all());
    return all;
  }

  private static TestDatabase fresh(TestServer server) {
    return server.createDatabase();
  }

  private static TestDatabase fresh(TestDatabase account) {
    TestServer server =
        account.engine().isMySqlFamily() ? TestServers.mariadb() : TestServers.postgresql();
    String name = server.createDatabase().database();
    if (account.engine() == Engine.POSTGRESQL) {
      new ServerSql(server)
          .execute("ALTER DATABASE \"%s\" OWNER TO \"%s\"".formatted(name, account.user()));
    }
    return as(server, name, account.user(), account.password());
  }

  /** An account with a password of its own; its database is no particular one. */
  private static TestDatabase account(TestServer server, String password) {
    String user = "leaky_" + Integer.toHexString(System.identityHashCode(password));
    if (server.engine().isMySqlFamily()) {
      new ServerSql(server)
          .execute(
              "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(user, password),
              "GRANT ALL PRIVILEGES ON *.* TO '%s'@'%%'".formatted(user));
    } else {
      new ServerSql(server)
          .execute("CREATE ROLE \"%s\" LOGIN CREATEDB PASSWORD '%s'".formatted(user, password));
    }
    return as(server, "", user, password);
  }

  private static TestDatabase as(TestServer server, String name, String user, String password) {
    return new TestDatabase(server.engine(), server.host(), server.port(), name, user, password);
  }
}
