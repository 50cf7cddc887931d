package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every file under {@code migrations/}, up, verify, down and up again, on every engine, empty and
 * with the demo's data.
 */
class ExampleMigrationsIT {
  private static final List<String> SECTORS = List.of("health", "education", "ecommerce");

  static Stream<Arguments> targets() {
    return SECTORS.stream()
        .flatMap(
            sector ->
                Stream.of(
                    Arguments.of(sector, new PlainTarget.Sqlite(TestServers.sqliteFile())),
                    Arguments.of(
                        sector,
                        new PlainTarget.Postgres(TestServers.postgresql().createDatabase())),
                    Arguments.of(sector, new PlainTarget.Postgres(inSchema())),
                    Arguments.of(
                        sector, new PlainTarget.MariaDb(TestServers.mariadb().createDatabase()))));
  }

  private static TestDatabase inSchema() {
    TestDatabase database = TestServers.postgresql().createDatabase();
    new ServerSql(database).execute("CREATE SCHEMA school_x");
    new ServerSql(database)
        .execute("ALTER DATABASE \"" + database.database() + "\" SET search_path = school_x");
    return database;
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "education", "ecommerce"})
  @Tag("mysql8")
  void onMySqlToo(String sector) {
    goUpDownAndUpAgain(sector, new PlainTarget.MariaDb(TestServers.mysql8().createDatabase()));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void goUpDownAndUpAgain(String sector, PlainTarget target) {
    for (ExampleMigration migration : ExampleMigration.of(sector, target.engine())) {
      if (migration.version().equals(DemoWorkspace.ROLLOUT_VERSIONS.getFirst())) {
        target.execute(DemoData.statementsFor("some-tenant", sector, target.engine()));
      }
      upDownUp(migration, target);
    }
  }

  private static void upDownUp(ExampleMigration migration, PlainTarget target) {
    List<List<String>> before = target.shape();
    target.execute(migration.up());
    verify(migration, target);
    List<List<String>> after = target.shape();
    target.execute(migration.down());
    assertThat(target.shape()).as("shape after the down of %s", migration).isEqualTo(before);
    target.execute(migration.up());
    assertThat(target.shape()).as("shape after the second up of %s", migration).isEqualTo(after);
    verify(migration, target);
  }

  private static void verify(ExampleMigration migration, PlainTarget target) {
    assertThat(migration.verify()).as("verify of %s", migration).isNotEmpty();
    for (String query : migration.verify()) {
      assertThat(target.rows(query)).as("verify of %s", migration).isEmpty();
    }
  }

  static Stream<PlainTarget> shops() {
    return Stream.of(
        new PlainTarget.Sqlite(TestServers.sqliteFile()),
        new PlainTarget.Postgres(TestServers.postgresql().createDatabase()),
        new PlainTarget.MariaDb(TestServers.mariadb().createDatabase()));
  }

  @ParameterizedTest
  @MethodSource("shops")
  void duplicateNumbersStopTheRolloutUntilTheFix(PlainTarget target) throws IOException {
    String shop = DemoTenant.WITH_DUPLICATE_INVOICES;
    List<ExampleMigration> all = ExampleMigration.of("ecommerce", target.engine());
    ExampleMigration unique = all.getLast();
    assertThat(unique.version()).isEqualTo(DemoWorkspace.ROLLOUT_VERSIONS.getLast());
    all.subList(0, all.size() - 1).forEach(migration -> target.execute(migration.up()));
    target.execute(DemoData.statementsFor(shop, "ecommerce", target.engine()));

    assertThatThrownBy(() -> target.execute(unique.up())).hasMessageContaining("nvoice");
    ExampleMigration fix = fix(target.engine());
    assertThat(fix.down()).isEmpty();
    target.execute(fix.up());
    verify(fix, target);
    assertThat(
            target.rows(
                "SELECT invoice_number FROM invoices WHERE invoice_number LIKE '%-D%' ORDER BY id"))
        .isEqualTo(
            List.of(
                List.of("F-2026-00011-D12"),
                List.of("F-2026-00026-D27"),
                List.of("F-2026-00026-D28"),
                List.of("F-2026-00040-D41")));
    target.execute(unique.up());
    verify(unique, target);
  }

  /** As the story adds it to the demo's own copy of the migrations. */
  private static ExampleMigration fix(Engine engine) throws IOException {
    DemoWorkspace workspace = new DemoWorkspace(TestServers.temporaryDirectory("dihya-demo-"));
    workspace.layOut(
        ExampleMigration.migrations(), DemoRegistry.read(ExampleMigration.tenants()), List.of());
    workspace.addFix();
    return ExampleMigration.of(
            ExampleMigration.catalog(workspace.migrations()), "ecommerce", engine)
        .stream()
        .filter(migration -> migration.version().equals(DemoWorkspace.FIX_VERSION))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("shops")
  void theDriftChangesTheShape(PlainTarget target) {
    ExampleMigration.of("health", target.engine())
        .forEach(migration -> target.execute(migration.up()));
    List<List<String>> before = target.shape();
    target.execute(List.of(DemoData.driftStatement(target.engine())));
    assertThat(target.shape()).isNotEqualTo(before);
  }

  @Test
  void theDatabaseItselfRecordsChangesOfAddress() {
    for (PlainTarget target : shops().toList()) {
      ExampleMigration.of("health", target.engine()).stream()
          .filter(
              migration -> migration.version().compareTo(DemoWorkspace.VERSION_BEFORE_ROLLOUT) <= 0)
          .forEach(migration -> target.execute(migration.up()));
      target.execute(DemoData.statementsFor("clinique-lyon", "health", target.engine()));
      assertThat(target.rows("SELECT new_email FROM audit_trail ORDER BY id"))
          .as(target.engine().code())
          .hasSize(6)
          .startsWith(List.of("moved.u5@example.org"));
    }
  }
}
