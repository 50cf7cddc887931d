package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verbs of a rollout that name some of its tenants. */
class VerbsTest {
  @ParameterizedTest
  @CsvSource({"skip", "hold", "release"})
  void namedTenantsAreSentWithTheReason(String verb) {
    try (var server = answering(verb)) {
      var result =
          TestCli.of(server)
              .run("rollout", verb, "R-0001", "--tenant", "a,b", "--reason", "not now");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(Json.tree(server.body("POST /rollouts/R-0001/" + verb)))
          .isEqualTo(Json.tree("{\"tenants\":[\"a\",\"b\"],\"reason\":\"not now\"}"));
    }
  }

  @ParameterizedTest
  @CsvSource({"skip", "hold", "release"})
  void aSelectorIsSentWithTheNumber(String verb) {
    try (var server = answering(verb)) {
      var result =
          TestCli.of(server)
              .run(
                  "rollout",
                  verb,
                  "R-0001",
                  "--select",
                  "run=failed",
                  "--expect",
                  "3",
                  "--reason",
                  "x");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(Json.tree(server.body("POST /rollouts/R-0001/" + verb)))
          .isEqualTo(Json.tree("{\"select\":\"run=failed\",\"expect\":3,\"reason\":\"x\"}"));
    }
  }

  @Test
  void retryTakesASelectorToo() {
    try (var server = answering("retry")) {
      TestCli.of(server)
          .run("rollout", "retry", "R-0001", "--select", "tier=gold", "--expect", "2");
      assertThat(Json.tree(server.body("POST /rollouts/R-0001/retry")))
          .isEqualTo(Json.tree("{\"select\":\"tier=gold\",\"expect\":2}"));
    }
  }

  @Test
  void promoteSendsItsReason() {
    try (var server = answering("promote")) {
      var result =
          TestCli.of(server).run("rollout", "promote", "R-0001", "--reason", "all is well");
      assertThat(result.exitCode()).isZero();
      assertThat(server.body("POST /rollouts/R-0001/promote")).contains("all is well");
    }
  }

  @Test
  void aNumberThatIsNotTheTrueOneEndsWithFive() {
    String problem = FakeServer.problem(409, "conflict", "waiting tenants are 6, not 4");
    try (var server = new FakeServer().on("POST /rollouts/R-0001/hold", 409, problem)) {
      var result =
          TestCli.of(server)
              .run("rollout", "hold", "R-0001", "--select", "", "--expect", "4", "--reason", "x");
      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.err()).contains("6, not 4");
    }
  }

  private static FakeServer reverting(String plan) {
    return new FakeServer()
        .on("POST /plans", plan.replace("\"to\"", "\"reverts\":\"R-0001\",\"to\""))
        .on("POST /rollouts", Bodies.rollout("running", ""));
  }

  @Test
  void revertPlansAsksAndStarts() {
    String plan = Bodies.plan("down", Bodies.tenantPlan("a"), "", "");
    try (var server = reverting(plan)) {
      String[] revert = {
        "rollout", "revert", "R-0001", "--select", "id=a", "--expect", "1", "--reason", "wrong"
      };
      assertThat(TestCli.of(server).typing("n\n").run(revert).exitCode()).isEqualTo(2);
      assertThat(server.calls()).containsExactly("POST /plans");
      assertThat(TestCli.of(server).typing("y\n").run(revert).exitCode()).isZero();
      assertThat(Json.tree(server.body("POST /plans")))
          .isEqualTo(Json.tree("{\"reverts\":\"R-0001\",\"select\":\"id=a\",\"expect\":1}"));
      assertThat(Json.tree(server.body("POST /rollouts")))
          .isEqualTo(Json.tree("{\"plan\":\"P-0001\",\"digest\":\"d1\",\"reason\":\"wrong\"}"));
    }
  }

  @Test
  void signOffSendsVerdictAndComment() {
    try (var server = answering("sign-off")) {
      var result =
          TestCli.of(server).run("rollout", "sign-off", "R-0001", "--ko", "--comment", "two wait");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(Json.tree(server.body("POST /rollouts/R-0001/sign-off")))
          .isEqualTo(Json.tree("{\"verdict\":\"KO\",\"comment\":\"two wait\"}"));
    }
  }

  @Test
  void revertOfWhatChangedNothingDoesNothing() {
    try (var server = reverting(Bodies.plan("up", "", "", "\"a\""))) {
      var result = TestCli.of(server).run("rollout", "revert", "R-0001", "--reason", "x");
      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains("nothing to undo");
      assertThat(server.calls()).containsExactly("POST /plans");
    }
    try (var server = reverting(Bodies.plan("up", "", Bodies.excluded("a", "moved-on"), ""))) {
      var result = TestCli.of(server).run("rollout", "revert", "R-0001", "--reason", "x");
      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err()).contains("left out: a (moved-on)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rollout skip R-0001 --tenant a                        | --reason
          rollout skip R-0001 --reason x                        | --tenant
          rollout hold R-0001 --select run=waiting --reason x   | --expect
          rollout hold R-0001 --expect 3 --reason x             | --select
          rollout release R-0001 --tenant a --select b=c --expect 1 --reason x | --tenant
          rollout skip R-0001 --select a=b --expect many --reason x | --expect
          rollout retry R-0001 --expect 3                       | --select
          rollout promote R-0001                                | --reason
          rollout promote                                       | ID
          rollout revert R-0001                                 | --reason
          rollout sign-off R-0001 --ok                          | --comment
          rollout sign-off R-0001 --comment x                   | --ok
          rollout sign-off R-0001 --ok --ko --comment x         | --ok
          rollout revert R-0001 --reason x --expect some        | --expect
          """)
  void wrongArgumentsAreWrongUsage(String command, String named) {
    try (var server = new FakeServer()) {
      var result = TestCli.of(server).run(command.split(" +"));
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains(named);
      assertThat(server.calls()).isEmpty();
    }
  }

  private static FakeServer answering(String verb) {
    return new FakeServer().on("POST /rollouts/R-0001/" + verb, Bodies.rollout("running", ""));
  }
}
