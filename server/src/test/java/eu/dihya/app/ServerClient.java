package eu.dihya.app;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Speaks the API to a server of a test. */
public final class ServerClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String bearer;

  public ServerClient(URI address, String bearer) {
    this.address = address;
    this.bearer = bearer;
  }

  /** What came back. */
  public record Answer(int status, String text) {
    public JsonNode json() {
      return Json.tree(text);
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, Object body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
  }

  public Answer put(String path, Object body) {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(Json.write(body))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Authorization", "Bearer " + bearer)
        .header("X-Dihya-Request", "1");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException("the server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
