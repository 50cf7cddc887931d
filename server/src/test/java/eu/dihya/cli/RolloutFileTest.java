package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutFileTest {
  private final FakeServer server = new FakeServer();
  private final TestCli cli = TestCli.of(server);

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void becomesTheRequestForAPlan() throws IOException {
    Path file =
        file(
            """
            release: { upTo: latest }
            select: "sector=health,education state=active"
            strategy:
              rolling:
                waves: [ { canary: true, select: "canary=true" }, { count: 3 }, 10%, { percent: 50 }, 100% ]
                parallel: { total: 16, perServer: 4 }
                failureBudget: { canary: 0, total: 2% }
                onFailure: drain
                dwell: 10m
                undecided: stop
            startAt: 2026-12-06T02:00[Europe/Paris]
            gates:
              window: "Sun 02:00-05:00 tenant"
              provenIn: staging
              query: [ { name: lost, sql: "SELECT 1 FROM t", timeout: 5s } ]
              probe: [ { name: shop, url: "https://shop.example/health", status: 204, pointer: /up, value: true, attempts: 2 } ]
            """);
    assertThat(planned("-f", file.toString()))
        .isEqualTo(
            """
            {"to":"latest","select":"sector=health,education state=active","strategy":{\
            "waves":[{"canary":true,"select":"canary=true"},{"count":3},{"percent":10},{"percent":50},{"percent":100}],\
            "parallel":{"total":16,"perServer":4},"failureBudget":{"canary":"0","total":"2%"},\
            "onFailure":"drain","dwell":"10m","undecided":"stop"},"startAt":"2026-12-06T02:00+01:00[Europe/Paris]","gates":{"window":["Sun 02:00-05:00 tenant"],\
            "provenIn":"staging","query":[{"name":"lost","sql":"SELECT 1 FROM t","timeout":"5s"}],\
            "probe":[{"name":"shop","url":"https://shop.example/health","status":204,"pointer":"/up","value":"true","attempts":2}]}}\
            """);
  }

  @Test
  void flagsGoBeforeTheFile() throws IOException {
    Path file =
        file(
            "select: a=b\n"
                + "strategy: { rolling: { parallel: { total: 16, perServer: 4 }, onFailure: drain }"
                + " }\n");
    assertThat(
            planned(
                "-f",
                file.toString(),
                "--select",
                "c=d",
                "--parallel",
                "2",
                "--on-failure",
                "abort",
                "--undecided",
                "repeat"))
        .isEqualTo(
            """
            {"select":"c=d","strategy":{"parallel":{"total":2,"perServer":4},"onFailure":"abort","undecided":"repeat"}}\
            """);
  }

  @Test
  void flagsAloneAreARequestToo() {
    assertThat(planned()).isEqualTo("{}");
    assertThat(
            planned(
                "--to",
                "7",
                "--allow-out-of-order",
                "--canary",
                "canary=true",
                "--dwell",
                "90s",
                "--per-server",
                "1"))
        .isEqualTo(
            """
            {"to":"7","allowOutOfOrder":true,"strategy":{"waves":[{"canary":true,"select":"canary=true"},{"percent":100}],\
            "parallel":{"perServer":1},"dwell":"90s"}}\
            """);
    assertThat(planned("--waves", "3,10%,100%", "--failure-budget", "2%"))
        .isEqualTo(
            """
            {"strategy":{"waves":[{"count":3},{"percent":10},{"percent":100}],"failureBudget":{"total":"2%"}}}\
            """);
  }

  @Test
  void approvalsAreAskedForInTheFile() throws Exception {
    assertThat(RolloutFile.read(file("gates: { approvals: { approver: 1, security: 2 } }\n")))
        .hasToString("{\"approvals\":{\"approver\":1,\"security\":2}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selekt: a=b                                         | :1:1: unknown key 'selekt' (did you"
            + " mean 'select'?)",
        "startAt: now                                        | :1:10: 'now' is no time with its"
            + " zone",
        "startAt: 2026-12-06T02:00                           | :1:10: '2026-12-06T02:00' is no time"
            + " with its zone",
        "gates: { lint: error }                              | :1:10: 'lint' is not supported by"
            + " this version",
        "gates: { query: [{ name: a, sql: DELETE FROM t }] } | :1:18: a query gate asks with"
            + " SELECT, and changes nothing",
        "gates: { probe: [{ name: a, url: a/b }] }           | :1:18: the url of a probe is an http"
            + " or https address",
        "gates: { probe: [{ name: a, attempts: few }] }      | :1:39: 'few' is no whole number",
        "gates: { windows: x }                               | :1:10: unknown key 'windows' (did"
            + " you mean 'window'?)",
        "gates: { window: [Sun 02:00-05:00 tenant, soon] }   | :1:43: 'soon' is no window",
        "gates: { window: { a: b } }                         | :1:18: 'window' must be a single"
            + " value",
        "gates: { approvals: { operator: 1 } }               | :1:21: the role operator approves no"
            + " plans; these do: platform-admin, approver, security",
        "gates: { approvals: { approver: some } }            | :1:21: of the role approver from 1",
        "strategy: { blue-green: {} }                        | :1:13: 'blue-green' is not supported"
            + " by this version",
        "strategy: { roling: {} }                            | :1:13: unknown key 'roling' (did you"
            + " mean 'rolling'?)",
        "strategy: { rolling: { onFailure: revert-tenant } } | :1:35: 'revert-tenant' is not"
            + " supported by this version",
        "strategy: { rolling: { onFailure: pawse } }         | :1:35: 'pawse' is no onFailure (did"
            + " you mean 'pause'?)",
        "strategy: { rolling: { undecided: skipp } }         | :1:35: 'skipp' is no undecided (did"
            + " you mean 'skip'?); here: refuse, stop, repeat, skip",
        "strategy: { rolling: { waves: [50%, 10%] } }        | :1:37: percentages of waves are"
            + " cumulative",
        "strategy: { rolling: { waves: [ten] } }             | :1:32: 'ten' is no wave",
        "strategy: { rolling: { waves: [200%] } }            | :1:32: a wave's percentage is from"
            + " 1% to 100%",
        "strategy: { rolling: { waves: [{ canary: true }] } } | :1:32: a wave is given by exactly"
            + " one of",
        "strategy: { rolling: { waves: 10% } }               | :1:31: 'waves' must be a list",
        "strategy: { rolling: { dwell: soon } }              | :1:31: 'soon' is no time",
        "strategy: { rolling: { parallel: { total: 0 } } }   | :1:43: '0' is no whole number from 1"
            + " on",
        "strategy: { rolling: { failureBudget: { total: x } } } | :1:48: 'x' is no failure budget",
        "release: { upTo: [1] }                              | :1:18: 'upTo' must be a single value"
      })
  void saysWhatIsWrongAndWhere(String text, String expected) throws IOException {
    Path file = file(text);
    TestCli.Result result = cli.run("plan", "-f", file.toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(file + expected);
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnce() throws IOException {
    Path file = file("selekt: a\nstartAt: now\nstrategy: { rolling: { dwell: soon } }\n");
    assertThat(cli.run("plan", "-f", file.toString()).err())
        .contains(":1:1: ")
        .contains(":2:10: ")
        .contains(":3:31: ");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    TestCli.Result result = cli.run("plan", "-f", directory.resolve("none.yaml").toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("none.yaml").contains("cannot be read");
  }

  @ParameterizedTest
  @CsvSource({"'50%,10%'", "ten", "0", "'101%'"})
  void wrongWavesOnTheCommandLineAreTold(String waves) {
    TestCli.Result result = cli.run("plan", "--waves", waves);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--waves");
  }

  private String planned(String... flags) {
    server.on("POST /plans", 201, Bodies.plan("up", "", "", ""));
    String[] arguments = new String[flags.length + 1];
    arguments[0] = "plan";
    System.arraycopy(flags, 0, arguments, 1, flags.length);
    assertThat(cli.run(arguments).exitCode()).isZero();
    return Json.tree(server.body("POST /plans")).toString();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("rollout.yaml"), text);
  }
}
