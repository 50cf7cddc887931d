package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls the API, keeps what comes back, and puts secrets where they are refused. */
final class LeakyCaller implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String bearer;
  private final LeakySite leaky;
  private final Haul haul;

  LeakyCaller(String address, String bearer, LeakySite leaky, Haul haul) {
    this.address = URI.create(address);
    this.bearer = bearer;
    this.leaky = leaky;
    this.haul = haul;
  }

  /** The session's cookie. */
  String signIn(String link) {
    HttpResponse<String> answer =
        send(
            request("/api/v1/session")
                .header("X-Dihya-Request", "1")
                .POST(text("{\"token\":\"" + link + "\"}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    haul.add("the answer to signing in", answer.body());
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split("[=;]")[1];
  }

  String get(String path) {
    return send(admitted(path).GET()).body();
  }

  JsonNode json(String path) {
    return Json.tree(get(path));
  }

  void getAll(String... paths) {
    for (String path : paths) {
      HttpResponse<String> answer = send(admitted(path).GET());
      assertThat(answer.statusCode()).as(path + ": " + answer.body()).isIn(200, 404);
      haul.add(path, answer.headers().map() + "\n" + answer.body());
    }
  }

  LeakyStream stream(String topics) {
    try {
      HttpResponse<InputStream> response =
          http.send(
              admitted("/api/v1/stream?topics=" + URLEncoder.encode(topics, StandardCharsets.UTF_8))
                  .GET()
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      return new LeakyStream(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Secrets in every part of requests that are refused. */
  void refuseEverything() {
    Plants secrets = leaky.secrets;
    refused(
        "bearer",
        request("/api/v1/fleet").header("Authorization", "Bearer " + secrets.token("bearer")));
    refused(
        "basic",
        request("/api/v1/fleet").header("Authorization", "Basic " + secrets.token("basic")));
    refused(
        "cookie",
        request("/api/v1/fleet").header("Cookie", "dihya_session=" + secrets.token("cookie")));
    refused("query", request("/api/v1/fleet?access_token=" + secrets.token("query")));
    refused("topic", admitted("/api/v1/stream?topics=" + secrets.token("topic")));
    refused(
        "selector",
        admitted("/api/v1/tenants?select=mail%3D%27" + secrets.token("selector") + "%27("));
    refused("link", post("/api/v1/session", Map.of("token", secrets.token("link"))));
    refused("number", post("/api/v1/plans", Map.of("allowOutOfOrder", secrets.password("number"))));
    refused(
        "enum",
        post("/api/v1/plans", Map.of("strategy", Map.of("onFailure", secrets.password("enum")))));
    refused(
        "field", post("/api/v1/tenants", Map.of("id", "x", "password", secrets.password("field"))));
    refused(
        "target",
        post(
            "/api/v1/tenants",
            tenant("postgresql://app:" + secrets.token("target") + "@127.0.0.1/x", "env:X")));
    refused(
        "reference", post("/api/v1/tenants", tenant("sqlite:x.db", secrets.password("reference"))));
    refused(
        "json",
        request("/api/v1/plans")
            .header("Authorization", "Bearer " + bearer)
            .POST(text("{\"a\": \"" + secrets.token("json") + "\", }")));
    refused(
        "method",
        admitted("/api/v1/fleet")
            .header("X-Other", secrets.token("method"))
            .PUT(text(secrets.token("body of a method"))));
  }

  private static Map<String, String> tenant(String target, String credentials) {
    return Map.of(
        "id",
        "x",
        "name",
        "X",
        "sector",
        "health",
        "region",
        "eu-fr",
        "target",
        target,
        "credentials",
        credentials);
  }

  private void refused(String name, HttpRequest.Builder request) {
    leaky.source("requests", request.build().uri() + "\n" + request.build().headers().map());
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(name + ": " + answer.body()).isBetween(400, 499);
    haul.add("the answer to " + name, answer.headers().map() + "\n" + answer.body());
  }

  private HttpRequest.Builder post(String path, Map<String, ?> body) {
    return admitted(path).POST(text(Json.write(body)));
  }

  private HttpRequest.BodyPublisher text(String body) {
    leaky.source("requests", body);
    return HttpRequest.BodyPublishers.ofString(body);
  }

  private HttpRequest.Builder admitted(String path) {
    return request(path).header("Authorization", "Bearer " + bearer);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
