package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.api.SseEvent;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live stream over HTTP. */
class StreamIT {
  @TempDir Path directory;
  private TestWorkspace workspace;
  private DihyaServer server;
  private ServerClient client;

  @BeforeEach
  void start() throws IOException {
    workspace = new TestWorkspace(directory).with(20);
    server = workspace.serve();
    client = TestWorkspace.client(server);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aReaderSeesARolloutFromItsBeginningToItsEnd() throws Exception {
    try (SseReader reader = new SseReader(server, "fleet,rollouts")) {
      assertThat(reader.await(2)).extracting(SseEvent::kind).containsOnly("snapshot");
      String id = TestWorkspace.start(client, Map.of());
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(
              () -> {
                SseEvent last =
                    reader.events().stream()
                        .filter(event -> event.name().equals("fleet"))
                        .toList()
                        .getLast();
                assertThat(last.data().at("/counts/current").asInt()).isEqualTo(20);
                assertThat(last.data().at("/rollouts")).isEmpty();
              });
      assertThat(reader.events())
          .anyMatch(event -> event.ids("items", "state").contains("succeeded"));
      try (SseReader log = new SseReader(server, "log:" + id + "/t007")) {
        assertThat(log.await(1).getFirst().ids("lines", "seq"))
            .startsWith("1", "2")
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aReturningReaderGetsWhatItMissed() throws Exception {
    String known;
    try (SseReader reader = new SseReader(server, "fleet")) {
      known = reader.await(1).getLast().id();
    }
    client.post("/api/v1/fleet/observe", Map.of("select", "id=t003"));
    try (SseReader reader = new SseReader(server, "fleet", "Last-Event-ID", known)) {
      SseEvent first = reader.await(1).getFirst();
      assertThat(first.kind()).isEqualTo("delta");
      assertThat(first.ids("tenants", "id")).contains("t003");
    }
  }

  @Test
  void aNewMigrationIsSeenInTheFleetByItself() throws Exception {
    client.post("/api/v1/fleet/observe", Map.of());
    try (SseReader reader = new SseReader(server, "fleet")) {
      reader.await(1);
      workspace.table("20250102_0900", "city");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                SseEvent last = reader.events().getLast();
                assertThat(last.data().get("latest").asText()).isEqualTo("20250102_0900");
                assertThat(last.ids("tenants", "pending")).isNotEmpty().containsOnly("2");
              });
    }
  }

  @Test
  void aReaderThatNeverReadsHoldsNobodyUpAndIsForgottenWhenItGoes() throws Exception {
    List<Socket> deaf = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(
          new java.net.InetSocketAddress(server.address().getHost(), server.address().getPort()));
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/stream?topics=fleet,rollouts HTTP/1.1\r\n"
                      + "Host: localhost\r\n"
                      + "Authorization: Bearer "
                      + server.bearer()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      deaf.add(socket);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> server.watchers() == 20);
    try (SseReader reader = new SseReader(server, "fleet")) {
      for (int i = 1; i <= 20; i++) {
        client.post("/api/v1/fleet/observe", Map.of("select", "id=t0%02d".formatted(i)));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> reader.events().getLast().data().at("/counts/notObserved").asInt() == 0);
    }
    for (Socket socket : deaf) {
      socket.close();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> server.watchers() == 0);
  }
}
