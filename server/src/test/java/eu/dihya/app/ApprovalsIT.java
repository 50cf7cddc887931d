package eu.dihya.app;

import static eu.dihya.app.TestPeople.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan, the people who approve it, and what starts when; on SQLite, PostgreSQL and MariaDB. */
class ApprovalsIT {
  private static final Map<String, Integer> TWO = Map.of("approver", 1, "security", 1);

  @TempDir static Path directory;
  private static TestWorkspace workspace;
  private static TestDatabase postgresql;
  private static TestDatabase mariadb;
  private static DihyaServer server;
  private static ServerClient local;
  private static Contracts contract;
  private static TestPeople people;
  private static Browser paula;
  private static Browser amina;
  private static Browser sami;

  @BeforeAll
  static void start() throws IOException {
    workspace = new TestWorkspace(directory);
    postgresql = TestServers.postgresql().createDatabase();
    mariadb = TestServers.mariadb().createDatabase();
    workspace.with(7, tenant("pg", postgresql), tenant("maria", mariadb));
    server = workspace.serve();
    local = TestWorkspace.client(server);
    contract = Contracts.read();
    people = new TestPeople(server);
    paula = people.person("paula", "platform-admin");
    amina = people.person("amina", "approver");
    sami = people.person("sami", "security");
  }

  private static String tenant(String id, TestDatabase database) throws IOException {
    workspace.write("secrets/" + id, database.user() + ":" + database.password());
    return "id: %1$s, name: T, target: \"%2$s\", credentials: \"file:secrets/%1$s\""
        .formatted(id, database.address());
  }

  @AfterAll
  static void stop() {
    local.close();
    server.close();
  }

  private static JsonNode plan(String select, Map<String, Integer> approvals) throws IOException {
    return planBy(paula, select, approvals);
  }

  private static JsonNode planBy(Browser who, String select, Map<String, Integer> approvals)
      throws IOException {
    JsonNode plan =
        done(who.post("/api/v1/plans", Map.of("select", select, "approvals", approvals))).json();
    assertThat(contract.faults("post", "/api/v1/plans", 201, plan)).isEmpty();
    return plan;
  }

  private static RawHttp.Answer say(Browser who, String verb, JsonNode plan) throws IOException {
    return who.post("/api/v1/plans/" + plan.path("id").asText() + "/" + verb, Map.of());
  }

  private static RawHttp.Answer startOf(JsonNode plan) throws IOException {
    return paula.post("/api/v1/rollouts", Map.of("plan", plan.path("id").asText()));
  }

  private static JsonNode waiting(JsonNode plan) throws IOException {
    JsonNode rollout = done(startOf(plan)).json();
    assertThat(contract.faults("post", "/api/v1/rollouts", 201, rollout)).isEmpty();
    assertThat(rollout.path("state").asText()).isEqualTo("awaiting-approval");
    return rollout;
  }

  private static JsonNode rollout(JsonNode rollout) {
    return local.get("/api/v1/rollouts/" + rollout.path("id").asText()).json();
  }

  private static void abort(JsonNode rollout) {
    String id = rollout.path("id").asText();
    local.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "not now"));
    TestWorkspace.awaitState(local, id, "aborted");
  }

  private static void assertRefused(RawHttp.Answer answer, int status, String... words) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).contains(words);
  }

  @Test
  void itStartsByItselfWithTheLastApproval() throws Exception {
    JsonNode plan = plan("id=t001", TWO);
    JsonNode rollout = waiting(plan);
    assertThat(rollout.path("because").asText())
        .isEqualTo("waits for approvals: 1 approver, 1 security");
    assertThat(workspace.rows("t001", "person")).isEqualTo(-1);
    RawHttp.Answer first = done(say(amina, "approve", plan));
    assertThat(contract.faults("post", "/api/v1/plans/{plan}/approve", 200, first.json()))
        .isEmpty();
    assertThat(first.header("ETag")).contains("\"" + plan.path("digest").asText() + "\"");
    assertThat(rollout(rollout).path("because").asText())
        .isEqualTo("waits for approvals: 1 security");
    assertRefused(say(amina, "approve", plan), 409, "already");
    JsonNode last = done(say(sami, "approve", plan)).json();
    assertThat(last.at("/approvals/complete").asBoolean()).isTrue();
    assertThat(last.at("/approvals/given/0/name").asText()).isEqualTo("amina");
    TestWorkspace.awaitState(local, rollout.path("id").asText(), "succeeded");
    assertThat(workspace.rows("t001", "person")).isZero();
  }

  @Test
  void nobodyApprovesAPlanOfTheirOwnAlsoNotThroughAToken() throws Exception {
    Map<String, Integer> admin = Map.of("platform-admin", 1);
    JsonNode own = plan("id=t002", admin);
    assertThat(own.at("/actions/approve/because").asText()).contains("you made this plan");
    assertRefused(say(paula, "approve", own), 403, "you made this plan");
    String token =
        done(paula.post(
                "/api/v1/tokens", Map.of("name", "job", "role", "platform-admin", "expires", "1h")))
            .json()
            .path("text")
            .asText();
    try (ServerClient program = new ServerClient(server.address(), token)) {
      String path = "/api/v1/plans/" + own.path("id").asText() + "/approve";
      assertThat(program.post(path, Map.of()).text()).contains("you made this plan");
      JsonNode itsPlan =
          program.post("/api/v1/plans", Map.of("select", "id=t002", "approvals", admin)).json();
      assertRefused(say(paula, "approve", itsPlan), 403, "a token of yours");
      assertThat(local.post(path, Map.of()).text()).contains("only a person approves");
    }
    assertRefused(say(people.admin(), "approve", own), 403, "only a person approves");
    assertRefused(say(amina, "approve", own), 403, "your role is approver");
    Browser omar = people.person("omar", "operator");
    assertRefused(say(omar, "approve", own), 403, "approve-plans", "operator");
    JsonNode seen = done(omar.get("/api/v1/plans/" + own.path("id").asText())).json();
    assertThat(seen.at("/actions/approve/because").asText()).contains("operator");
  }

  @Test
  void whatWasTakenBackOrWasGivenBySomebodyWhoIsSuspendedDoesNotCount() throws Exception {
    JsonNode plan = plan("id=t003", TWO);
    JsonNode rollout = waiting(plan);
    done(say(amina, "approve", plan));
    done(say(amina, "withdraw", plan));
    assertRefused(say(amina, "withdraw", plan), 409, "not approved");
    Browser noor = people.person("noor", "approver");
    done(say(noor, "approve", plan));
    people.suspend("noor");
    JsonNode after = done(say(sami, "approve", plan)).json();
    assertThat(after.at("/approvals/missing/approver").asInt()).isEqualTo(1);
    assertThat(after.at("/approvals/given/0/because").asText()).contains("suspended");
    assertThat(rollout(rollout).path("state").asText()).isEqualTo("awaiting-approval");
    abort(rollout);
    assertThat(workspace.rows("t003", "person")).isEqualTo(-1);
  }

  @Test
  void approvalsBelongToTheDigest() throws Exception {
    JsonNode plan = plan("id=t004", TWO);
    done(say(amina, "approve", plan));
    JsonNode equal = plan("id=t004", TWO);
    assertThat(equal.path("digest")).isEqualTo(plan.path("digest"));
    assertThat(equal.at("/approvals/given")).hasSize(1);
    JsonNode other = plan("id=t004", Map.of("approver", 1, "security", 2));
    assertThat(other.at("/approvals/given")).isEmpty();
    workspace.sql("t004", "CREATE TABLE stray (id INTEGER)");
    assertThat(plan("id=t004", TWO).at("/approvals/given")).isEmpty();
  }

  @Test
  void aTargetThatWasChangedByHandIsNotStartedOnAnyEngine() throws Exception {
    JsonNode plan = plan("id=pg,maria,t005", TWO);
    done(say(amina, "approve", plan));
    JsonNode rollout = waiting(plan);
    new ServerSql(postgresql).execute("CREATE TABLE by_hand (id INTEGER)");
    new ServerSql(mariadb).execute("CREATE TABLE by_hand (id INTEGER)");
    workspace.sql("t005", "CREATE TABLE by_hand (id INTEGER)");
    done(say(sami, "approve", plan));
    JsonNode held = rollout(rollout);
    assertThat(held.path("state").asText()).isEqualTo("awaiting-approval");
    assertThat(held.path("because").asText())
        .contains("tenant pg has another schema")
        .contains("tenant maria has another schema")
        .contains("tenant t005 has another schema")
        .contains("make the plan anew");
    assertRefused(startOf(plan), 409, "tenant pg has another schema");
    new ServerSql(mariadb).execute("DROP TABLE by_hand");
    workspace.sql("t005", "DROP TABLE by_hand");
    assertThat(startOf(plan).json().path("detail").asText())
        .contains("tenant pg")
        .doesNotContain("tenant maria", "tenant t005");
    new ServerSql(postgresql).execute("DROP TABLE by_hand");
    done(startOf(plan));
    TestWorkspace.awaitState(local, rollout.path("id").asText(), "succeeded");
    assertThat(new ServerSql(postgresql).rows("SELECT count(*) FROM person"))
        .isEqualTo(List.of(List.of("0")));
  }

  @Test
  void anAmendedPlanWantsApprovalsOfItsOwn() throws Exception {
    Map<String, Integer> one = Map.of("approver", 1);
    workspace.sql("t007", "CREATE TABLE person (id INTEGER)");
    JsonNode plan = plan("id=t007", one);
    done(say(amina, "approve", plan));
    String path = "/api/v1/rollouts/" + done(startOf(plan)).json().path("id").asText();
    TestWorkspace.awaitState(local, path.substring(path.lastIndexOf('/') + 1), "paused");
    workspace.sql("t007", "DROP TABLE person");
    Map<String, Object> amend = Map.of("amend", true, "reason", "dropped");
    RawHttp.Answer refused = paula.post(path + "/retry", amend);
    assertRefused(refused, 409, "waits for approvals: 1 approver");
    String named = refused.json().path("detail").asText().replaceFirst(".*(P-\\d+).*", "$1");
    done(amina.post("/api/v1/plans/" + named + "/approve", Map.of("comment", "read it")));
    done(paula.post(path + "/retry", amend));
    TestWorkspace.awaitState(local, path.substring(path.lastIndexOf('/') + 1), "succeeded");
  }

  @Test
  void anApprovedPlanIsNotStartedWhenAnotherRolloutCameBetween() throws Exception {
    JsonNode plan = plan("id=t006", TWO);
    done(say(amina, "approve", plan));
    done(say(sami, "approve", plan));
    JsonNode other = done(startOf(plan("id=t006", Map.of()))).json();
    TestWorkspace.awaitState(local, other.path("id").asText(), "succeeded");
    assertRefused(startOf(plan), 409, "tenant t006 is at version 20250101_0900, and was at none");
  }
}
