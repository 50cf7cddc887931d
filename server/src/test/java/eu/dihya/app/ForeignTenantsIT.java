package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.testing.RightsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tenants of one server, {@code alder} and {@code zinnia}; everything about the second bears
 * its name. Whoever has only the first is never sent that word, on any route and any topic.
 */
class ForeignTenantsIT {
  private static final String MARK = "zinnia";
  private static final Set<String> BOUNDED = Set.of("know-oneself", "read", "read-logs", "observe");
  private static final String PLACES =
      """
      -- Purpose: finds people by address
      -- Impact: none
      -- Rollback: drops the index
      -- migrate:up
      CREATE INDEX person_email ON ${placeholders.place} (email);
      -- migrate:down
      DROP INDEX person_email;
      """;

  /** Both have a run in it, and the second failed; only the second has one in the other. */
  private static final String SHARED = "R-0002";

  private static final String FOREIGN = "R-0003";

  @TempDir static Path directory;
  private static DihyaServer server;
  private static ServerClient admin;
  private static Contracts contract;
  private static final Map<String, String> TOKENS = new TreeMap<>();
  private static final Map<String, String> FILLING = new TreeMap<>();

  @BeforeAll
  static void layOut() throws Exception {
    contract = Contracts.read();
    var workspace = new TestWorkspace(directory).with(0, tenant("alder", "person"), foreign());
    server = workspace.serve();
    admin = TestWorkspace.client(server);
    Map<String, Object> oneByOne = Map.of("strategy", Map.of("parallel", Map.of("total", 1)));
    rollOut(oneByOne, "succeeded");
    workspace.write("migrations/common/20250102_0900_places.sql", PLACES);
    String shared = rollOut(oneByOne, "paused");
    admin.post("/api/v1/rollouts/" + shared + "/retry", Map.of("reason", "zinnia again"));
    await()
        .until(
            () ->
                admin
                    .get("/api/v1/rollouts/" + shared + "/runs/zinnia")
                    .json()
                    .at("/attempts/1/outcome")
                    .asText()
                    .equals("failed"));
    TestWorkspace.awaitState(admin, shared, "paused");
    admin.post("/api/v1/rollouts/" + shared + "/abort", Map.of("reason", "zinnia cannot"));
    TestWorkspace.awaitState(admin, shared, "aborted");
    TestWorkspace.awaitReport(admin, shared);
    String foreign = rollOut(Map.of("select", "id=zinnia"), "paused");
    assertThat(List.of(shared, foreign)).containsExactly(SHARED, FOREIGN);
    admin.post("/api/v1/fleet/observe", Map.of());
    for (String role : RightsTable.read().keySet()) {
      TOKENS.put(role, token(role, "alder"));
    }
    fill();
  }

  private static String tenant(String id, String place) {
    return "id: %1$s, name: Clinic %1$s, region: land-%1$s, target: \"sqlite:data/%1$s.db\", labels: { %1$s-tier: gold }, placeholders: { place: %2$s }"
        .formatted(id, place);
  }

  private static String foreign() {
    return tenant("zinnia", "zinnia_people");
  }

  private static String rollOut(Map<String, Object> plan, String state) {
    String id = TestWorkspace.start(admin, plan);
    TestWorkspace.awaitState(admin, id, state);
    return id;
  }

  private static String token(String role, String tenant) {
    ServerClient.Answer made =
        admin.post(
            "/api/v1/tokens",
            Map.of("name", "a job", "role", role, "expires", "1h", "tenants", List.of(tenant)));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(contract.faults("post", "/api/v1/tokens", 201, made.json())).isEmpty();
    return made.json().path("text").asText();
  }

  /** What stands in an address beside tenants and rollouts; all of it exists. */
  private static void fill() {
    FILLING.put("session", "nobodys");
    FILLING.put("secret", "nothing");
    FILLING.put("person", "nobody");
    FILLING.put("plan", admin.get("/api/v1/rollouts/" + SHARED).json().path("plan").asText());
    FILLING.put("cid", admin.get("/api/v1/archives").json().at("/items/0/cid").asText());
    FILLING.put("token", admin.get("/api/v1/tokens").json().at("/items/0/id").asText());
    FILLING.put("name", "20250102_0900_places");
    FILLING.put("verb", "resume");
    assertThat(FILLING.values()).noneMatch(String::isBlank);
  }

  @AfterAll
  static void stop() {
    admin.close();
    server.close();
  }

  /** Objects that an address names. */
  private record Named(String rollout, String tenant) {
    private static final Named OWN = new Named(SHARED, "alder");
    private static final Named NOWHERE = new Named("R-0099", "nobody");

    /** Everything that is the other's, with what an unknown one in its place is. */
    static Map<Named, Named> others() {
      return Map.of(
          new Named(SHARED, MARK), new Named(SHARED, NOWHERE.tenant),
          new Named(FOREIGN, MARK), NOWHERE,
          new Named(FOREIGN, "alder"), new Named(NOWHERE.rollout, "alder"));
    }

    String in(String template) {
      String path = template.replace("{rollout}", rollout).replace("{tenant}", tenant);
      for (var each : FILLING.entrySet()) {
        path = path.replace("{" + each.getKey() + "}", each.getValue());
      }
      return path;
    }

    /** An answer as if it had named nothing in particular. */
    String withoutNames(String text) {
      return text.replace(rollout, "ROLLOUT").replace(tenant, "TENANT");
    }
  }

  private static ServerClient as(String role) {
    return new ServerClient(server.address(), TOKENS.get(role));
  }

  private static ServerClient.Answer call(ServerClient client, String operation, Named named) {
    String[] parts = operation.split(" ", 2);
    String path = named.in(parts[1]);
    return switch (parts[0]) {
      case "GET" -> client.get(path);
      case "PUT" -> client.put(path, Map.of());
      default -> client.post(path, Map.of());
    };
  }

  private static void assertClean(String what, String text) {
    assertThat(text.toLowerCase(Locale.ROOT)).as(what).doesNotContain(MARK);
  }

  /** A problem without the number of its request. */
  private static String problem(ServerClient.Answer answer) {
    ObjectNode body = (ObjectNode) answer.json();
    body.remove("requestId");
    return body.toString();
  }

  @Test
  void everyOperationHasARule() {
    assertThat(ScopeRule.ofOperations().keySet()).isEqualTo(contract.operations());
  }

  @Test
  void everyRouteGivesEveryRoleItsOwnTenantAndNothingOfTheOther() throws Exception {
    Map<String, Set<String>> rights = RightsTable.read();
    int allowed = 0;
    for (String role : rights.keySet()) {
      try (ServerClient client = as(role)) {
        for (var rule : ScopeRule.ofOperations().entrySet()) {
          if (rule.getValue() == ScopeRule.OPEN || rule.getValue() == ScopeRule.STREAM) {
            continue;
          }
          String needed = contract.permissions().get(rule.getKey());
          boolean may = rights.get(role).contains(needed) && BOUNDED.contains(needed);
          assertThat(BOUNDED.contains(needed))
              .as(rule.getKey())
              .isEqualTo(rule.getValue() != ScopeRule.BEYOND);
          ServerClient.Answer own = call(client, rule.getKey(), Named.OWN);
          int whenAllowed = rule.getValue() == ScopeRule.OF_ONESELF ? 404 : 200;
          assertThat(own.status())
              .as(role + " " + rule.getKey() + own.text())
              .isEqualTo(may ? whenAllowed : 403);
          assertClean(role + " " + rule.getKey(), own.text());
          allowed += may ? 1 : 0;
        }
      }
    }
    assertThat(allowed).isGreaterThan(8 * rights.size());
  }

  @Test
  void anothersObjectIsAnsweredAsOneThatDoesNotExist() throws Exception {
    Map<String, Set<String>> rights = RightsTable.read();
    for (String role : rights.keySet()) {
      for (String operation : ofRule(ScopeRule.ONE_OBJECT)) {
        boolean may = rights.get(role).contains(contract.permissions().get(operation));
        assertNotThere(role, operation, may ? 404 : 403);
      }
    }
  }

  private static void assertNotThere(String role, String operation, int status) {
    try (ServerClient client = as(role)) {
      Named.others()
          .forEach(
              (other, unknown) -> {
                String what = role + " " + other.in(operation);
                if (other.in(operation).equals(Named.OWN.in(operation))) {
                  return;
                }
                ServerClient.Answer refused = call(client, operation, other);
                assertThat(refused.status()).as(what + refused.text()).isEqualTo(status);
                String said = other.withoutNames(problem(refused));
                assertClean(what, said);
                assertThat(said)
                    .as(what)
                    .isEqualTo(unknown.withoutNames(problem(call(client, operation, unknown))));
              });
    }
  }

  @Test
  void theOtherIsThereForWhoKnowsOfAll() {
    for (String operation : ofRule(ScopeRule.ONE_OBJECT)) {
      ServerClient.Answer whole = call(admin, operation, new Named(SHARED, MARK));
      assertThat(whole.status()).as(operation).isEqualTo(200);
      assertThat(whole.text()).as(operation).contains(MARK);
      assertThat(call(admin, operation, new Named(FOREIGN, MARK)).status()).isEqualTo(200);
    }
    for (String operation : ofRule(ScopeRule.OF_ONES_OWN)) {
      boolean names = !operation.contains("/migrations");
      ServerClient.Answer whole = call(admin, operation, Named.OWN);
      assertThat(whole.text().contains(MARK)).as(operation).isEqualTo(names);
    }
  }

  private static List<String> ofRule(ScopeRule rule) {
    return ScopeRule.ofOperations().entrySet().stream()
        .filter(entry -> entry.getValue() == rule)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void figuresAndReasonsAreOfOnesOwn() {
    try (ServerClient client = as("tenant-admin")) {
      JsonNode fleet = client.get("/api/v1/fleet").json();
      assertThat(fleet.at("/counts/total").asInt()).isEqualTo(1);
      assertThat(fleet.at("/versions")).hasSize(1);
      assertThat(fleet.at("/rollouts")).isEmpty();
      assertThat(admin.get("/api/v1/fleet").json().at("/rollouts/0/id").asText())
          .isEqualTo(FOREIGN);
      assertThat(client.get("/api/v1/fleet/shapes").json().findValuesAsText("count"))
          .containsExactly("1");
      JsonNode places = client.get("/api/v1/migrations/20250102_0900_places").json();
      assertThat(places.path("applied").asInt()).isEqualTo(1);
      assertThat(places.path("lacking").asInt()).isZero();
      assertThat(client.get("/api/v1/rollouts").json().findValuesAsText("planDigest")).hasSize(2);
      JsonNode shared = client.get("/api/v1/rollouts/" + SHARED).json();
      assertThat(shared.at("/counts/total").asInt()).isEqualTo(1);
      assertThat(shared.at("/counts/failed").asInt()).isZero();
      assertThat(shared.at("/failureGroups")).isEmpty();
      assertThat(shared.at("/state").asText()).isEqualTo("aborted");
      assertThat(shared.at("/because").asText()).isEmpty();
      assertThat(shared.has("reportCid")).isFalse();
      JsonNode whole = admin.get("/api/v1/rollouts/" + SHARED).json();
      assertThat(whole.at("/because").asText()).isNotEmpty();
      assertThat(whole.at("/failureGroups")).hasSize(1);
      String events = "/api/v1/rollouts/" + SHARED + "/events";
      assertThat(admin.get(events).text()).contains("zinnia cannot");
      assertThat(client.get(events).json().findValuesAsText("action"))
          .contains("started", "aborted")
          .noneMatch(action -> action.startsWith("retried") || action.startsWith("ended"));
    }
  }

  @Test
  void noSearchSelectorOrSuggestionFindsTheOther() {
    List<String> searches =
        List.of(
            "/api/v1/tenants?select=id=*",
            "/api/v1/tenants?select=id=z*",
            "/api/v1/tenants?cursor=b",
            "/api/v1/fleet?select=run=failed",
            "/api/v1/fleet?select=region=land-z*",
            "/api/v1/fleet?select=version%3C20250102_0900");
    try (ServerClient client = as("tenant-admin")) {
      for (String search : searches) {
        ServerClient.Answer found = client.get(search);
        assertThat(found.status()).as(search).isEqualTo(200);
        assertClean(search, found.text());
        assertThat(admin.get(search).text()).as(search).contains(MARK);
      }
      assertThat(problem(client.get("/api/v1/fleet?select=zinnia-tier=gold")).replace(MARK, "X"))
          .isEqualTo(
              problem(client.get("/api/v1/fleet?select=nobody-tier=gold")).replace("nobody", "X"));
      assertThat(admin.get("/api/v1/fleet?select=zinnia-tier=gold").status()).isEqualTo(200);
      assertThat(client.get("/api/v1/tenants/aldr").text()).contains("alder");
      assertClean("a near id", client.get("/api/v1/tenants/zinnja").text());
      assertThat(admin.get("/api/v1/tenants/zinnja").text()).contains(MARK);
    }
  }

  @Test
  void theStreamSendsNothingOfTheOther() throws Exception {
    String topics = "fleet,rollouts,rollout:%1$s,log:%1$s/alder".formatted(SHARED);
    String foreign = topics + ",rollout:%1$s,log:%1$s/zinnia".formatted(FOREIGN);
    try (SseReader own = new SseReader(server.address(), TOKENS.get("tenant-admin"), topics);
        SseReader whole = new SseReader(server, foreign)) {
      own.await(4);
      admin.post("/api/v1/rollouts/" + FOREIGN + "/retry", Map.of("reason", "once more"));
      TestWorkspace.awaitState(admin, FOREIGN, "paused");
      admin.post("/api/v1/fleet/observe", Map.of());
      await().until(() -> fleetDeltas(own).stream().anyMatch(text -> text.contains("alder")));
      await().until(() -> fleetDeltas(whole).stream().anyMatch(text -> text.contains(MARK)));
      assertThat(whole.text()).contains("zinnia_people");
      assertClean("the stream", own.text());
      assertThat(own.text()).doesNotContain(FOREIGN);
    }
  }

  private static List<String> fleetDeltas(SseReader reader) {
    List<String> deltas = new ArrayList<>();
    for (var event : reader.events()) {
      if (event.name().equals("fleet") && event.kind().equals("delta")) {
        deltas.add(event.data().path("tenants").toString());
      }
    }
    return deltas;
  }

  @Test
  void aTopicOfTheOtherIsRefusedAsUnknown() {
    Map<String, String> topics =
        Map.of(
            "rollout:" + FOREIGN, "rollout:R-0099",
            "log:" + SHARED + "/zinnia", "log:" + SHARED + "/nobody",
            "log:" + FOREIGN + "/zinnia", "log:R-0099/nobody",
            "log:" + FOREIGN + "/alder", "log:R-0099/alder");
    try (ServerClient client = as("tenant-admin")) {
      topics.forEach(
          (other, unknown) -> {
            ServerClient.Answer refused = client.get("/api/v1/stream?topics=" + other);
            assertThat(refused.status()).as(other).isEqualTo(404);
            String said = problem(refused).replace(FOREIGN, "R-0099").replace(MARK, "nobody");
            assertThat(said).isEqualTo(problem(client.get("/api/v1/stream?topics=" + unknown)));
          });
    }
    for (String role : TOKENS.keySet()) {
      assertThatThrownBy(
              () -> new SseReader(server.address(), TOKENS.get(role), "rollout:" + FOREIGN))
          .as(role)
          .hasMessage("status 404");
    }
  }

  @Test
  void aTokenHasTenantsThatThereAreAndATenantAdminSome() {
    Map<String, Object> wanted = Map.of("name", "job", "role", "tenant-admin", "expires", "1h");
    ServerClient.Answer without = admin.post("/api/v1/tokens", wanted);
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.text()).contains("--tenants");
    for (List<String> tenants : List.of(List.<String>of(), List.of("alder", "aldr"))) {
      Map<String, Object> wrong = new TreeMap<>(wanted);
      wrong.put("tenants", tenants);
      assertThat(admin.post("/api/v1/tokens", wrong).status()).isEqualTo(400);
    }
    JsonNode tokens = admin.get("/api/v1/tokens").json();
    assertThat(contract.faults("get", "/api/v1/tokens", 200, tokens)).isEmpty();
    assertThat(tokens.at("/items/0/tenants/0").asText()).isEqualTo("alder");
    try (ServerClient client = as("tenant-admin")) {
      JsonNode session = client.get("/api/v1/session").json();
      assertThat(contract.faults("get", "/api/v1/session", 200, session)).isEmpty();
      assertThat(session.at("/principal/tenants").toString()).isEqualTo("[\"alder\"]");
    }
    assertThat(admin.get("/api/v1/session").json().path("principal").has("tenants")).isFalse();
  }
}
