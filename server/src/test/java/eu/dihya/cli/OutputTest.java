package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
  private static final String TENANTS =
      """
      {"items":[
       {"id":"a","name":"Clinique de Lyon","sector":"health","region":"eu-fr","state":"active","engine":"mysql","address":"x"},
       {"id":"b","name":"متجر النخلة","sector":"shop","region":"ma","state":"active","engine":"sqlite","address":"y"},
       {"id":"c","name":"ⵜⵉⵏⵎⵍ","sector":"shop","region":"ma","state":"active","engine":"sqlite","address":"y"},
       {"id":"d","name":"商店","sector":"shop","region":"ma","state":"active","engine":"sqlite","address":"y"},
       {"id":"e","name":"Cafe\u0301","sector":"shop","region":"ma","state":"active","engine":"sqlite","address":"y"}]}\
      """;

  private final FakeServer server = new FakeServer();
  private final TestCli cli = TestCli.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void columnsOfATableStandUnderEachOtherInEveryScript() {
    server.on("GET /tenants", TENANTS);
    List<String> lines = cli.run("tenant", "list").out().lines().toList();
    assertThat(lines).hasSize(6);
    int sector = lines.getFirst().indexOf("SECTOR");
    for (String line : lines.subList(1, lines.size())) {
      String before =
          line.substring(0, Math.max(line.indexOf(" health"), line.indexOf(" shop")) + 1);
      assertThat(DisplayText.width(before)).as(line).isEqualTo(sector);
    }
  }

  @Test
  void aPlanTellsOfEachStatementWhenAskedForMore() {
    server.on(
        "POST /plans",
        201,
        Bodies.plan("down", Bodies.tenantPlan("acme"), "", "")
            .replace(
                "\"warnings\":[]",
                "\"warnings\":[],\"scripts\":[{\"file\":\"m/x.sql\",\"direction\":\"down\","
                    + "\"engine\":\"mariadb\",\"serverVersion\":\"11.4.5\",\"rights\":[\"PROCESS\"],"
                    + "\"counts\":{\"TX\":1,\"ASK\":1},\"statements\":[{\"number\":1,\"position\":\"m/x.sql:5:1\",\"class\":\"TX\",\"because\":\"it"
                    + " shares\",\"text\":\"UPDATE"
                    + " a\"},{\"number\":2,\"position\":\"m/x.sql:6:1\",\"class\":\"ASK\",\"because\":\"it"
                    + " may commit\",\"text\":\"CALL b()\"}]}]"));
    assertThat(cli.run("plan").out()).doesNotContain("m/x.sql");
    assertThat(cli.run("plan", "-v").out())
        .contains(
            """

            m/x.sql (down) on mariadb 11.4.5 with PROCESS: 1 TX, 1 ASK
            NO  PLACE        CLASS  BECAUSE        STATEMENT
            1   m/x.sql:5:1  TX     it shares      UPDATE a
            2   m/x.sql:6:1  ASK    it may commit  CALL b()
            """);
  }

  @Test
  void aPlanSaysOnceWhatWasSeenOfAccountsAndForWhom() {
    String tenants =
        Bodies.tenantPlan("a", "it is a superuser")
            + ","
            + Bodies.tenantPlan("b", "it is a superuser");
    server.on("POST /plans", Bodies.plan("up", tenants, "", ""));
    assertThat(cli.run("plan").err()).containsOnlyOnce("notice: it is a superuser (a, b)");
  }

  @Test
  void widthIsWhatATerminalShows() {
    assertThat(DisplayText.width("abc")).isEqualTo(3);
    assertThat(DisplayText.width("商店")).isEqualTo(4);
    assertThat(DisplayText.width("Cafe\u0301")).isEqualTo(4);
    assertThat(DisplayText.width("ⵜⵉⵏⵎⵍ")).isEqualTo(5);
    assertThat(DisplayText.width("مَ")).isEqualTo(1);
  }

  @Test
  void namesCannotCommandTheTerminal() {
    server.on("GET /tenants", "{\"items\":[{\"id\":\"a\",\"name\":\"x\\u001b[2J\\ny\"}]}");
    assertThat(cli.run("tenant", "list").out()).contains("x[2J y").doesNotContain("\u001b");
  }

  @Test
  void jsonIsTheWholeAnswerAndNdjsonAnItemALine() {
    server.on("GET /tenants", TENANTS);
    assertThat(Json.tree(cli.run("tenant", "list", "-o", "json").out()))
        .isEqualTo(Json.tree(TENANTS));
    List<String> lines = cli.run("tenant", "list", "-o", "ndjson").out().lines().toList();
    assertThat(lines)
        .hasSize(5)
        .allSatisfy(line -> assertThat(Json.tree(line).path("id").asText()).isNotEmpty());
  }

  @Test
  void everyPageOfAListIsRead() {
    server
        .on("GET /tenants", "{\"items\":[{\"id\":\"a\"}],\"next\":\"a b\"}")
        .on("GET /tenants", "{\"items\":[{\"id\":\"b\"}]}");
    assertThat(cli.run("tenant", "list", "-o", "ndjson", "--select", "tier=gold x").out())
        .isEqualToNormalizingNewlines("{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    assertThat(server.seen("GET /tenants").get(1).query())
        .contains("cursor=a%20b")
        .contains("select=tier%3Dgold%20x");
  }

  @Test
  void anEmptyListIsNoDataAndATalk() {
    server.on("GET /rollouts", Bodies.NO_ROLLOUTS);
    TestCli.Result result = cli.run("rollout", "list");
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("none");
    assertThat(cli.run("rollout", "list", "-q").err()).isEmpty();
  }

  @Test
  void lintSpeaksSarif() {
    server.on(
        "GET /lint",
        """
        {"fails":true,"items":[{"rule":"missing-down","severity":"advice","file":"migrations/a b.sql","line":3,"column":0,"message":"m"}]}\
        """);
    TestCli.Result result = cli.run("migration", "lint", "-o", "sarif");
    var finding = Json.tree(result.out()).at("/runs/0/results/0");
    assertThat(finding.path("ruleId").asText()).isEqualTo("missing-down");
    assertThat(finding.path("level").asText()).isEqualTo("note");
    assertThat(finding.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("migrations/a%20b.sql");
    assertThat(finding.at("/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":3,\"startColumn\":1}");
  }

  @Test
  void sarifIsForLintAlone() {
    server.on("GET /rollouts", Bodies.NO_ROLLOUTS);
    TestCli.Result result = cli.run("rollout", "list", "-o", "sarif");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("migration lint");
  }

  @Test
  void testsAreWrittenAsJunitToo(@TempDir Path directory) {
    server.on(
        "POST /migration-tests",
        """
        {"ok":false,"results":[{"engine":"mysql","serverVersion":"8.0","stream":"common","migration":"1_x","ok":false,"steps":[
         {"step":"up","ok":true,"millis":1500},{"step":"verify","ok":false,"millis":1,"message":"a < b & \\"c\\""}]}]}\
        """);
    Path file = directory.resolve("junit.xml");
    TestCli.Result result = cli.run("migration", "test", "--junit", file.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("FAILED").contains("up verify!").contains("verify: a < b");
    assertThat(file)
        .content()
        .contains("failures=\"1\"")
        .contains("classname=\"mysql 8.0.common\"")
        .contains("verify: a &lt; b &amp; &quot;c&quot;");
  }

  @Test
  void aDownloadGetsItsNameWhenItIsWhole(@TempDir Path directory) {
    Path file = directory.resolve("evidence.car");
    assertThat(cli.run("archive", "get", "bafy", "--to", file.toString()).exitCode()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
    server.on("GET /archives/bafy", "bytes");
    assertThat(cli.run("archive", "get", "bafy", "--to", file.toString()).exitCode()).isZero();
    assertThat(file).hasContent("bytes");
    assertThat(cli.run("archive", "get", "bafy", "--to", file.toString()).err())
        .contains("exists already");
  }
}
