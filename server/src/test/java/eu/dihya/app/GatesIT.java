package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows, times to start and gates through the API of a running server. */
class GatesIT {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  @TempDir Path directory;
  private TestWorkspace workspace;

  @BeforeEach
  void layOut() throws Exception {
    workspace = new TestWorkspace(directory).with(3);
  }

  @Test
  void whoIsOutsideOfItsWindowWaitsAndSaysForWhat() throws Exception {
    Instant now = Instant.now();
    String from = CLOCK.format(now.plus(Duration.ofHours(3)));
    String to = CLOCK.format(now.plus(Duration.ofHours(4)));
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      Map<String, Object> gates = Map.of("window", List.of(from + "-" + to + " UTC"));
      String id = TestWorkspace.start(client, Map.of("gates", gates));
      JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
      assertThat(rollout.path("state").asText()).isEqualTo("running");
      assertThat(rollout.at("/waits/0/tenants").asInt()).isEqualTo(3);
      assertThat(rollout.at("/waits/0/window").asText()).endsWith(from + " UTC");
      assertThat(Instant.parse(rollout.at("/waits/0/opens").asText())).isAfter(now);
      JsonNode run = client.get("/api/v1/rollouts/" + id + "/runs").json().at("/items/0");
      assertThat(run.path("because").asText())
          .startsWith("waits for its window: ")
          .endsWith(from + " UTC");
      client.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "not today"));
      TestWorkspace.awaitState(client, id, "aborted");
    }
  }

  @Test
  void aScheduledRolloutOutlivesTheServerAndStartsByItself() throws Exception {
    String tomorrow =
        Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS).toString();
    String id;
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      id = TestWorkspace.start(client, Map.of("startAt", tomorrow));
    }
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
      assertThat(rollout.path("state").asText()).isEqualTo("scheduled");
      assertThat(rollout.path("startsAt").asText()).isEqualTo(tomorrow);
      assertThat(rollout.at("/actions/abort/allowed").asBoolean()).isTrue();
      assertThat(rollout.at("/actions/pause/allowed").asBoolean()).isFalse();
      client.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "another day"));
      TestWorkspace.awaitState(client, id, "aborted");
      String soon = Instant.now().plusMillis(2500).toString();
      String next = TestWorkspace.start(client, Map.of("startAt", soon));
      assertThat(client.get("/api/v1/rollouts/" + next).json().path("state").asText())
          .isEqualTo("scheduled");
      TestWorkspace.awaitState(client, next, "succeeded");
      assertThat(workspace.rows("t001", "person")).isZero();
      assertThat(client.post("/api/v1/plans", Map.of("startAt", soon)).status()).isEqualTo(400);
    }
  }

  @Test
  void aGateThatNobodyCanTellPauses() throws Exception {
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      Map<String, Object> probe =
          Map.of("name", "shop", "url", "http://127.0.0.1:9/health", "attempts", 1);
      String id = TestWorkspace.start(client, Map.of("gates", Map.of("probe", List.of(probe))));
      TestWorkspace.awaitState(client, id, "paused");
      JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
      assertThat(rollout.path("cause").asText()).isEqualTo("policy");
      assertThat(rollout.path("because").asText()).startsWith("probe shop is inconclusive: ");
      assertThat(rollout.at("/counts/waiting").asInt()).isEqualTo(3);
      JsonNode happened = client.get("/api/v1/rollouts/" + id + "/events").json().at("/items/0");
      assertThat(happened.path("action").asText()).isEqualTo("gates before Wave 1 did not pass");
      assertThat(happened.path("because").asText()).isEqualTo(rollout.path("because").asText());
    }
  }
}
