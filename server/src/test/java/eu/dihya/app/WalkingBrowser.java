package eu.dihya.app;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A browser that keeps cookies for each server, and goes where it is sent only when it is told. */
final class WalkingBrowser implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Map<String, String>> jar = new ConcurrentHashMap<>();

  /** What came back. */
  record Answer(URI asked, HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return Json.tree(body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    URI location() {
      return asked.resolve(header("Location"));
    }
  }

  Map<String, String> cookies(URI server) {
    return jar.computeIfAbsent(server.getAuthority(), name -> new LinkedHashMap<>());
  }

  Answer get(URI address) {
    return send(address, HttpRequest.newBuilder(address).GET());
  }

  Answer post(URI address, Map<String, ?> body) {
    return send(
        address,
        HttpRequest.newBuilder(address)
            .header("X-Dihya-Request", "1")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
  }

  Answer submit(URI address, String form) {
    return send(
        address,
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private Answer send(URI address, HttpRequest.Builder request) {
    Map<String, String> cookies = cookies(address);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(set -> keep(cookies, set));
      return new Answer(address, response);
    } catch (IOException e) {
      throw new IllegalStateException(address + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void keep(Map<String, String> cookies, String set) {
    String[] pair = set.split(";", 2)[0].split("=", 2);
    if (pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
