package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line with the real server in its process, on SQLite files. */
class CliIT {
  private static final String CREATE =
      "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT NOT NULL)";
  private static final String INDEX = "CREATE UNIQUE INDEX people_email ON people (email)";
  private static final String GOOSE = "-- +goose Up\n%s;\n-- +goose Down\nSELECT 1;\n";
  private static final String DBMATE = "-- migrate:up\n%s;\n\n-- migrate:down\nSELECT 1;\n";

  private final TestCli cli = new TestCli().starting(DihyaServerProcess::start);

  @TempDir private Path workspace;

  static Stream<Arguments> conventions() {
    return Stream.of(
        Arguments.of(
            "dbmate",
            Map.of(
                "20260101090000_people.sql", DBMATE.formatted(CREATE),
                "20260102090000_email.sql", DBMATE.formatted(INDEX))),
        Arguments.of(
            "golang-migrate",
            Map.of(
                "000001_people.up.sql",
                CREATE + ";\n",
                "000001_people.down.sql",
                "DROP TABLE people;\n",
                "000002_email.up.sql",
                INDEX + ";\n",
                "000002_email.down.sql",
                "DROP INDEX people_email;\n")),
        Arguments.of(
            "flyway", Map.of("V1__people.sql", CREATE + ";\n", "V1.1__email.sql", INDEX + ";\n")),
        Arguments.of(
            "goose",
            Map.of(
                "00001_people.sql", GOOSE.formatted(CREATE),
                "00002_email.sql", GOOSE.formatted(INDEX))));
  }

  @BeforeEach
  void writeTenants() throws IOException {
    Files.createDirectories(workspace.resolve("tenants"));
    Files.writeString(
        workspace.resolve("tenants/shop.yaml"),
        """
        sector: shop
        defaults: { region: eu-fr }
        tenants:
          - { id: a, name: "متجر النخلة", target: "sqlite:data/a.db" }
          - { id: b, name: "ⵜⵉⵏⵎⵍ", target: "sqlite:data/b.db" }
        """);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conventions")
  void migratesWhatOtherToolsWroteAndThenHasNothingToDo(
      String convention, Map<String, String> files) throws IOException {
    write(files);
    assertThat(run("init").exitCode()).as(convention).isZero();
    TestCli.Result first = run("migrate");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("R-0001").contains("succeeded").contains("2 of 2 done");
    TestCli.Result second = run("migrate");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).startsWith("every tenant is up to date (2 at ");
    assertThat(run("plan", "--detailed-exitcode").exitCode()).isZero();
  }

  @Test
  void aFreshWorkspaceMigratesAtOnce() throws IOException {
    Files.delete(workspace.resolve("tenants/shop.yaml"));
    Files.delete(workspace.resolve("tenants"));
    assertThat(run("init").exitCode()).isZero();
    assertThat(run("config", "check").err()).contains("1 tenant, 1 migration");
    assertThat(run("plan", "--detailed-exitcode").exitCode()).isEqualTo(4);
    assertThat(run("migrate").exitCode()).isZero();
    assertThat(Json.tree(run("fleet", "status", "-o", "json").out()).at("/counts/current").asInt())
        .isEqualTo(1);
  }

  @Test
  void aFailurePausesAndIsMendedByANewMigration() throws IOException {
    write(
        Map.of(
            "V1__people.sql",
            CREATE
                + ";\nINSERT INTO people (email) VALUES ('x@example.org'), ('x@example.org');\n"));
    assertThat(run("migrate").exitCode()).isZero();
    write(Map.of("V3__email.sql", "SELECT 1;\n" + INDEX + ";\n"));
    TestCli.Result failed = run("migrate");
    assertThat(failed.exitCode()).as(failed.err()).isEqualTo(5);
    assertThat(failed.err())
        .contains("UNIQUE constraint failed")
        .contains("migrations/common/V3__email.sql:2:1, statement 2")
        .contains("dihya rollout retry R-0002 -w " + workspace);
    write(Map.of("V2__dedup.sql", "DELETE FROM people WHERE id > 1;\n"));
    TestCli.Result mended = run("migrate");
    assertThat(mended.exitCode()).as(mended.err()).isZero();
    assertThat(mended.err()).contains("superseding R-0002 paused");
    assertThat(run("rollout", "show", "R-0002").out()).contains("aborted");
    assertThat(run("migrate").out()).startsWith("every tenant is up to date (2 at 3)");
  }

  @Test
  void everyListingAnswersOnTheRealServer() throws IOException {
    write(Map.of("V1__people.sql", CREATE + ";\n"));
    assertThat(run("migrate").exitCode()).isZero();
    for (String listing :
        new String[] {
          "tenant list",
          "tenant show a",
          "tenant sync --dry-run",
          "migration list",
          "migration show 1",
          "migration lint",
          "rollout list",
          "rollout show R-0001",
          "rollout watch R-0001",
          "fleet status --observe",
          "fleet shapes",
          "archive list",
          "config print",
          "store check"
        }) {
      for (String format : new String[] {"table", "json", "ndjson"}) {
        TestCli.Result result = run((listing + " -o " + format).split(" "));
        assertThat(result.exitCode()).as(listing + " " + format + "\n" + result.err()).isZero();
        if (format.equals("json")) {
          assertThat(Json.tree(result.out()).isObject()).as(listing).isTrue();
        }
      }
    }
  }

  @Test
  void aNewMigrationIsPrintedAsItsFilesAlone() throws IOException {
    write(
        Map.of(
            "000001_people.up.sql",
            CREATE + ";\n",
            "000001_people.down.sql",
            "DROP TABLE people;\n"));
    TestCli.Result result = run("migration", "new", "add", "phone");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(workspace.resolve(file)).isRegularFile());
  }

  @Test
  void aTenantIsAddedSuspendedResumedAndArchived() throws IOException {
    write(Map.of("V1__people.sql", CREATE + ";\n"));
    assertThat(
            run(
                    "tenant",
                    "add",
                    "c",
                    "--sector",
                    "shop",
                    "--target",
                    "sqlite:data/c.db",
                    "--label",
                    "tier=gold")
                .out())
        .contains("tier=gold");
    assertThat(run("tenant", "suspend", "c", "--reason", "closed").out()).contains("suspended");
    TestCli.Result migrated = run("migrate");
    assertThat(migrated.exitCode()).as(migrated.err()).isZero();
    assertThat(migrated.err()).contains("left out: c (suspended)");
    assertThat(run("tenant", "resume", "c").out()).contains("active");
    assertThat(run("migrate").out()).contains("1 of 1 done");
    assertThat(run("tenant", "archive", "c").out()).contains("archived");
    assertThat(run("tenant", "show", "nobody").exitCode()).isEqualTo(2);
  }

  @Test
  void aRunningServerIsFoundByTheCommandsOfItsWorkspace() throws IOException {
    write(Map.of("V1__people.sql", CREATE + ";\n"));
    var settings =
        new ServerStarter.Settings(workspace, Map.of(), Map.of("--port", "0"), false, false);
    try (ServerProcess server = DihyaServerProcess.start(settings)) {
      TestCli.Result result = run("migrate", "-v");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.err()).contains("using the server at " + server.address());
    }
    assertThat(run("rollout", "list").out()).contains("R-0001");
  }

  @Test
  void aTokenIsPrintedAloneAndOpensTheServerUntilItIsRevoked() throws IOException {
    write(Map.of("V1__people.sql", CREATE + ";\n"));
    TestCli.Result made = run("token", "create", "--role", "viewer", "--name", "a job");
    assertThat(made.exitCode()).as(made.err()).isZero();
    String text = made.out().strip();
    assertThat(text).matches("dihya_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
    String id = text.split("_")[1];
    assertThat(made.err()).contains(id, "viewer").doesNotContain(text);
    var settings =
        new ServerStarter.Settings(workspace, Map.of(), Map.of("--port", "0"), false, false);
    try (ServerProcess server = DihyaServerProcess.start(settings)) {
      TestCli program = new TestCli().with("DIHYA_TOKEN", text);
      String address = server.address().toString();
      assertThat(program.run("--server", address, "tenant", "list").exitCode()).isZero();
      TestCli.Result refused = program.run("--server", address, "migrate");
      assertThat(refused.exitCode()).isEqualTo(7);
      assertThat(refused.err()).contains("plan", "viewer").doesNotContain(text);
      TestCli.Result ofB =
          run("token", "create", "--role", "tenant-admin", "--tenants", "b", "--name", "of b");
      assertThat(ofB.err()).contains("tenant-admin", "tenants b");
      assertThat(run("token", "list", "--output", "json").out()).contains("\"tenants\"");
      TestCli some = new TestCli().with("DIHYA_TOKEN", ofB.out().strip());
      assertThat(some.run("--server", address, "tenant", "list").out()).doesNotContain("data/a.db");
      assertThat(some.run("--server", address, "tenant", "show", "a").err()).contains("'a'");
      assertThat(run("token", "list").out()).contains(id, "a job", "good").doesNotContain(text);
      assertThat(run("token", "revoke", id, "--reason", "over").out()).contains("revoked");
      TestCli.Result late = program.run("--server", address, "tenant", "list");
      assertThat(late.exitCode()).isEqualTo(7);
      assertThat(late.err()).contains("revoked");
    }
    assertThat(run("token", "revoke", "nobody").exitCode()).isEqualTo(2);
    assertThat(run("token", "create", "--role", "root", "--name", "x").err())
        .contains("operator", "'root'");
  }

  private TestCli.Result run(String... arguments) {
    return cli.runIn(workspace, arguments);
  }

  private void write(Map<String, String> files) throws IOException {
    Path common = Files.createDirectories(workspace.resolve("migrations/common"));
    for (var file : files.entrySet()) {
      Files.writeString(common.resolve(file.getKey()), file.getValue());
    }
  }
}
