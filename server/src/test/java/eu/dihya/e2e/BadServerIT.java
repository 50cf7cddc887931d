package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Servers that do not answer, do not know us, or do not let us: the tenant is named, the others are
 * migrated.
 */
@Execution(ExecutionMode.CONCURRENT)
class BadServerIT {
  @Test
  void aServerThatIsNotThereLeavesItsTenantOut() {
    Site site = site();
    site.file(
        "tenants/away.yaml", tenant("away", "postgresql://127.0.0.1:1/away", "env:E2E_POSTGRESQL"));
    site.run("migrate").exits(3).speaksPlainly().says("away", "127.0.0.1:1");
    assertThat(site.tenant("lite").history()).hasSize(1);
  }

  @Test
  void aSecretThatIsNotThereLeavesItsTenantOut() {
    TestDatabase database = TestServers.postgresql().createDatabase();
    Site site = site();
    site.file("tenants/keyless.yaml", tenant("keyless", database.address(), "env:E2E_NOWHERE"));
    site.run("migrate").exits(3).speaksPlainly().says("keyless", "env:E2E_NOWHERE", "not set");
    assertThat(site.tenant("lite").history()).hasSize(1);
    assertThat(SiteTenant.on("keyless", database).isTouched()).isFalse();
  }

  @Test
  void aWrongPasswordLeavesItsTenantOut() {
    TestDatabase database = TestServers.mariadb().createDatabase();
    Site site = site().variable("E2E_WRONG", "nobody:hunter2");
    site.file("tenants/wrong.yaml", tenant("wrong", database.address(), "env:E2E_WRONG"));
    Ended ended = site.run("migrate").exits(3).speaksPlainly().says("wrong", "password");
    assertThat(ended.out() + ended.err()).doesNotContain("hunter2");
    assertThat(SiteTenant.on("wrong", database).isTouched()).isFalse();
    assertThat(site.tenant("lite").history()).hasSize(1);
  }

  @Test
  void aRoleThatMayNotCreateIsNamedAndNothingIsLeftBehind() {
    TestDatabase database = TestServers.postgresql().createDatabase();
    String role = name();
    new ServerSql(TestServers.postgresql())
        .execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret-word'");
    new ServerSql(TestServers.postgresql().databaseAsAdmin(database.database()))
        .execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    refused(database, role);
  }

  @Test
  void aUserThatMayOnlyReadIsNamedAndNothingIsLeftBehind() {
    TestDatabase database = TestServers.mariadb().createDatabase();
    String user = name();
    new ServerSql(TestServers.mariadb())
        .execute(
            "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'secret-word'",
            "GRANT SELECT ON `" + database.database() + "`.* TO '" + user + "'@'%'");
    refused(database, user);
  }

  private static void refused(TestDatabase database, String user) {
    Site site = site().variable("E2E_LIMITED", user + ":secret-word");
    site.file("tenants/limited.yaml", tenant("limited", database.address(), "env:E2E_LIMITED"));
    Ended ended = site.run("migrate").speaksPlainly().says("limited", "denied");
    assertThat(ended.exitCode()).as(ended::toString).isIn(3, 5);
    assertThat(ended.out() + ended.err()).doesNotContain("secret-word");
    assertThat(SiteTenant.on("limited", database).isTouched()).isFalse();
    assertThat(site.tenant("lite").history()).hasSize(1);
  }

  private static Site site() {
    return new Site()
        .sqlite("lite")
        .file(
            "migrations/common/20250101_0000_t.sql",
            Mistake.HEADER + "CREATE TABLE t (name VARCHAR(20));\n");
  }

  private static String tenant(String id, String target, String credentials) {
    return "sector: health\ntenants:\n  - id: %s\n    name: Tenant\n    region: eu-fr\n    target: %s\n    credentials: %s\n"
        .formatted(id, target, credentials);
  }

  private static String name() {
    return "u_" + UUID.randomUUID().toString().substring(0, 8);
  }
}
