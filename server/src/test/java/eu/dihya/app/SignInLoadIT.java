package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many people sign in at once, each costing a processor tens of milliseconds, while many browsers
 * look on.
 */
@EnabledIfSystemProperty(named = "dihya.tests.full", matches = "true")
class SignInLoadIT {
  private static final Logger LOG = LoggerFactory.getLogger(SignInLoadIT.class);
  private static final int STREAMS = 1000;
  private static final int SIGN_INS = 200;
  private static final String PASSWORD = "violet harbour nine lanterns";

  /** Ten times what a frame may wait, on a machine that is kept busy on purpose. */
  private static final Duration WITHIN = Duration.ofMillis(2500);

  @TempDir Path directory;

  /** A browser that counts what it is told. */
  private static final class Watcher implements AutoCloseable {
    private final Socket socket;
    private final AtomicInteger frames = new AtomicInteger();

    Watcher(URI server, String bearer) throws IOException {
      socket = new Socket(server.getHost(), server.getPort());
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/stream?topics=fleet HTTP/1.1\r\n"
                      + "Host: %s\r\n"
                      + "Authorization: Bearer %s\r\n\r\n")
                  .formatted(server.getAuthority(), bearer)
                  .getBytes(StandardCharsets.US_ASCII));
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (line.startsWith("data:")) {
            frames.incrementAndGet();
          }
        }
      } catch (IOException e) {
        // The test has ended, or the count stays behind and the test says so.
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void passwordsAreHashedWhileAThousandStreamsGoOn() throws Exception {
    try (DihyaServer server = new TestWorkspace(directory).with(2).serve();
        ServerClient admin = TestWorkspace.client(server);
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> names = accounts(server, admin);
      List<Watcher> watchers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        watchers.add(new Watcher(server.address(), server.bearer()));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> watchers.stream().allMatch(told(1)));

      Duration quiet = slowest(admin, watchers, () -> false);
      List<Future<Integer>> signIns = new ArrayList<>();
      for (int i = 0; i < SIGN_INS; i++) {
        String name = names.get(i % names.size());
        signIns.add(people.submit(signIn(server, name)));
      }
      Duration busy =
          slowest(admin, watchers, () -> signIns.stream().anyMatch(one -> !one.isDone()));
      for (Future<Integer> one : signIns) {
        assertThat(one.get()).isEqualTo(200);
      }
      LOG.info(
          "the slowest frame for {} streams: {} ms, and {} ms while {} people signed in",
          STREAMS,
          quiet.toMillis(),
          busy.toMillis(),
          SIGN_INS);
      assertThat(busy).isLessThan(WITHIN);
      for (Watcher watcher : watchers) {
        watcher.close();
      }
    }
  }

  /** Changes the fleet again and again; how long it took at worst until everybody was told. */
  private static Duration slowest(
      ServerClient admin, List<Watcher> watchers, Callable<Boolean> goOn) throws Exception {
    long slowest = 0;
    int round = 0;
    do {
      int before = watchers.stream().mapToInt(watcher -> watcher.frames.get()).max().orElseThrow();
      watchers.forEach(watcher -> watcher.frames.set(before));
      String state = round++ % 2 == 0 ? "suspended" : "active";
      assertThat(admin.put("/api/v1/tenants/t001/state", Map.of("state", state)).status())
          .isEqualTo(200);
      long start = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofMinutes(1))
          .until(() -> watchers.stream().allMatch(told(before + 1)));
      slowest = Math.max(slowest, System.nanoTime() - start);
    } while (round < 4 || goOn.call());
    return Duration.ofNanos(slowest);
  }

  private static java.util.function.Predicate<Watcher> told(int frames) {
    return watcher -> watcher.frames.get() >= frames;
  }

  private static Callable<Integer> signIn(DihyaServer server, String name) {
    return () ->
        new Browser(server.address())
            .post("/api/v1/session", Map.of("name", name, "password", PASSWORD))
            .status();
  }

  /** One for each sign-in, so that no two change the same account. */
  private static List<String> accounts(DihyaServer server, ServerClient admin) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < SIGN_INS; i++) {
      String name = "viewer" + i;
      String token =
          admin
              .post("/api/v1/people", Map.of("name", name, "role", "viewer"))
              .json()
              .get("token")
              .asText();
      new Browser(server.address())
          .post("/api/v1/set-up", Map.of("token", token, "password", PASSWORD));
      names.add(name);
    }
    return names;
  }
}
