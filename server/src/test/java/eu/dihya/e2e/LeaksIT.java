package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Values are planted in secrets, rows, statements and requests, a fleet is made to fail in many
 * ways, and none of them is found again in what the program writes, sends or prints.
 *
 * <p>Two places quote migrations on purpose, since they are what was approved: the migration's own
 * page and its file in the evidence. Literals of migrations are not looked for there.
 */
@Execution(ExecutionMode.CONCURRENT)
class LeaksIT {
  private static final Pattern LINK = Pattern.compile("#(\\S+)");
  private static final Pattern TOKEN = Pattern.compile("dihya_[A-Za-z0-9]+_(\\S+)");

  private final LeakySite leaky = LeakySite.make();
  private final Site site = leaky.site;
  private final Haul haul = new Haul();
  private final Haul quotingMigrations = new Haul();

  @Test
  void nothingThatWasPlantedLeaves() throws IOException {
    try (Running server = site.start("serve", "--port", "0").untilItSays("Sign in with")) {
      JsonNode file = Json.tree(Files.readString(state("server.json")));
      leaky.source("server.json", file.toString());
      String bearer = leaky.secrets.add("token of the command line", file.path("token").asText());
      try (LeakyCaller caller = new LeakyCaller(file.path("url").asText(), bearer, leaky, haul)) {
        signIn(server, caller);
        failInManyWays(caller);
        caller.refuseEverything();
        collect(caller);
        haul.add("the log of the server", server.interrupt().end().err());
      }
    }
    refuseFiles();
    collectFiles();
    everythingIsFoundWhereItWasPut();
    haul.holdsNone(new Traces(leaky.all()));
    List<Plant> besides =
        Stream.of(leaky.rows, leaky.secrets).flatMap(p -> p.all().stream()).toList();
    quotingMigrations.holdsNone(new Traces(besides));
  }

  private void signIn(Running server, LeakyCaller caller) {
    String printed = server.printed(LINK);
    leaky.source("what the server printed", printed);
    String cookie = caller.signIn(leaky.secrets.add("sign-in link", printed));
    leaky.source("Set-Cookie", cookie);
    leaky.secrets.add("session", cookie);
  }

  private void failInManyWays(LeakyCaller caller) {
    haul.add(site.run("migrate").says("left out: bare-post"));
    leaky.addPeople();
    leaky.writeFailing();
    try (LeakyStream stream = caller.stream("fleet,rollouts")) {
      site.file(
          "rollout.yaml",
          "strategy:\n"
              + "  rolling:\n"
              + "    waves: [ 100% ]\n"
              + "    failureBudget: { total: 100% }\n"
              + "    onFailure: drain\n");
      alsoRun("migrate", "--dry-run", "--select", "sector=cast,literal");
      haul.add(site.run("migrate", "-v", "-f", "rollout.yaml").exits(1));
      alsoRun("fleet", "status", "--observe");
      haul.add("the stream of the fleet", stream.text());
    }
    Ended made =
        site.run("token", "create", "--role", "viewer", "--name", "leaky", "--expires", "1d");
    Matcher token = TOKEN.matcher(made.out());
    assertThat(token.find()).as(made::toString).isTrue();
    leaky.secrets.add("API token", token.group(1));
    leaky.source("what the command printed", made.out());
    haul.add("what it said beside it", made.err());
    alsoRun("token", "list", "-o", "json");
  }

  /** In the long form: another second for a program that starts. */
  private void alsoRun(String... arguments) {
    if (leaky.full) {
      haul.add(site.run(arguments));
    }
  }

  private void collect(LeakyCaller caller) {
    caller.getAll(
        "/metrics",
        "/api/v1/session",
        "/api/v1/tenants",
        "/api/v1/fleet",
        "/api/v1/fleet/shapes",
        "/api/v1/migrations",
        "/api/v1/lint",
        "/api/v1/rollouts",
        "/api/v1/archives",
        "/api/v1/tokens",
        "/api/v1/config");
    for (JsonNode rollout : caller.json("/api/v1/rollouts").path("items")) {
      String path = "/api/v1/rollouts/" + rollout.path("id").asText();
      caller.getAll(path, path + "/plan", path + "/runs", path + "/events");
      caller.getAll(path + "/report", path + "/report?format=json", path + "/report?lang=fr");
      for (SiteTenant tenant : site.tenants()) {
        caller.getAll(path + "/runs/" + tenant, path + "/runs/" + tenant + "/log");
      }
    }
    for (JsonNode migration : caller.json("/api/v1/migrations").path("items")) {
      String path = "/api/v1/migrations/" + migration.path("name").asText();
      quotingMigrations.add(path, caller.get(path));
    }
    try (LeakyStream stream =
        caller.stream("rollout:R-0002,log:R-0002/raise-post,log:R-0002/literal-maria")) {
      haul.add("the stream of a rollout", stream.untilItHolds("literal-maria"));
    }
  }

  /** Files and settings that are refused because a secret stands in them. */
  private void refuseFiles() {
    String address = leaky.secrets.password("password in an address");
    String parameter = leaky.secrets.password("password as a parameter");
    String store = leaky.secrets.password("password of the store");
    String text =
        """
        sector: health
        tenants:
          - { id: one, name: One, region: eu-fr, target: "postgresql://app:%s@127.0.0.1/one" }
          - { id: two, name: Two, region: eu-fr, target: "postgresql://127.0.0.1/two?password=%s" }
          - { id: three, name: Three, region: eu-fr, target: "sqlite:three.db", credentials: "%s" }
        """
            .formatted(address, parameter, leaky.secrets.password("password for a reference"));
    site.file("tenants/wrong.yaml", text);
    leaky.source("tenants/wrong.yaml", text);
    haul.add(site.run("config", "check").exits(2));
    alsoRun("tenant", "sync");
    site.variable("DIHYA_STORE", "postgresql://dihya:" + store + "@127.0.0.1/dihya");
    leaky.source("environment", store);
    haul.add(site.run("config", "print"));
  }

  /** What the workspace keeps, but for the copies of targets and the token of the command line. */
  private void collectFiles() throws IOException {
    try (Stream<Path> tree = Files.walk(site.directory().resolve(".dihya"))) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = site.directory().relativize(file).toString();
        if (name.endsWith(".car")) {
          collectArchive(name, file);
        } else if (!name.startsWith(".dihya/backups/")) {
          haul.add(name, Files.readAllBytes(file));
        }
      }
    }
    haul.add("cells of the control store", cells(state("control.db")));
    assertThat(haul.of(".dihya/logs/R-0001/raise-post.ndjson")).as("the log of a run").isNotEmpty();
  }

  private void collectArchive(String name, Path car) throws IOException {
    quotingMigrations.add(name, Files.readAllBytes(car));
    Path files = Traces.extracted(car, state("extracted").resolve(car.getFileName()));
    try (Stream<Path> tree = Files.walk(files)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(files.resolve("migrations"))) {
          haul.add(name + "!" + files.relativize(file), Files.readAllBytes(file));
        }
      }
    }
  }

  private static String cells(Path database) {
    StringBuilder text = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      List<String> tables =
          column(statement, "SELECT name FROM sqlite_master WHERE type = 'table'");
      assertThat(tables).hasSizeGreaterThan(5);
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              text.append(rows.getString(i)).append('\n');
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  private static List<String> column(Statement statement, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private void everythingIsFoundWhereItWasPut() {
    List<Plant> all = leaky.all();
    Traces traces = new Traces(all);
    assertThat(all).hasSizeGreaterThanOrEqualTo(50);
    assertThat(leaky.sources().values().stream().flatMap(text -> traces.in(text).stream()))
        .containsAll(all.stream().map(Plant::name).toList());
  }

  private Path state(String name) {
    return site.directory().resolve(".dihya").resolve(name);
  }
}
