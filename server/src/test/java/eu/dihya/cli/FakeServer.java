package eu.dihya.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers as the contract says, with what a test puts there; knows one token. Thread-safe. */
final class FakeServer implements AutoCloseable {
  static final String TOKEN = "test-token";

  private final HttpServer http;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  FakeServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    http.createContext("/", this::handle);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
  }

  /** A request as it came. */
  record Seen(String call, String query, String body, Map<String, List<String>> headers) {}

  private record Answer(int status, String body) {}

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Puts an answer to a call such as {@code GET /tenants}; of several the last stays. */
  FakeServer on(String call, String body) {
    return on(call, 200, body);
  }

  FakeServer on(String call, int status, String body) {
    answers.computeIfAbsent(call, any -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  /** The calls in their order, without looking at rollouts again and again. */
  List<String> calls() {
    return seen.stream().map(Seen::call).toList();
  }

  List<Seen> seen(String call) {
    return seen.stream().filter(each -> each.call().equals(call)).toList();
  }

  String body(String call) {
    return seen(call).getLast().body();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call =
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().getRawPath().replaceFirst("^/api/v1", "");
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String query = exchange.getRequestURI().getRawQuery();
      seen.add(
          new Seen(
              call, query == null ? "" : query, body, Map.copyOf(exchange.getRequestHeaders())));
      Answer answer = answer(call, exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              answer.status() < 400 ? "application/json" : "application/problem+json");
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Answer answer(String call, String authorization) {
    if (!("Bearer " + TOKEN).equals(authorization)) {
      return new Answer(401, problem(401, "not-signed-in", "sign in first"));
    }
    Deque<Answer> prepared = answers.get(call);
    if (prepared == null) {
      return new Answer(404, problem(404, "not-found", "nothing is prepared for " + call));
    }
    return prepared.size() > 1 ? prepared.removeFirst() : prepared.getFirst();
  }

  static String problem(int status, String code, String detail) {
    return """
    {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"%s","requestId":"r-1","problems":[]}\
    """
        .formatted(code, status, detail, code);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
