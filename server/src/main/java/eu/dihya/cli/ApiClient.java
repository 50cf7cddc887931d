package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls the API of one server. Throws what the server's problems say, UNREACHABLE where it does not
 * answer. Thread-safe.
 */
final class ApiClient implements AutoCloseable {
  private final URI server;
  private final String token;
  private final Optional<Duration> timeout;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param timeout how long one call may take; as long as it takes when empty
   */
  ApiClient(URI server, String token, Optional<Duration> timeout) {
    this.server = server;
    this.token = token;
    this.timeout = timeout;
  }

  URI server() {
    return server;
  }

  JsonNode get(ApiPath path) {
    return send(request(path).GET().build()).value();
  }

  /** Posts with an idempotency key of its own. */
  JsonNode post(ApiPath path, Object body) {
    HttpRequest.Builder request =
        request(path).header("Idempotency-Key", UUID.randomUUID().toString());
    return send(request.POST(BodyPublishers.ofString(Json.write(body))).build()).value();
  }

  /** The same for the version of a thing that has this entity tag, and for no other. */
  JsonNode post(ApiPath path, Object body, String tag) {
    HttpRequest.Builder request =
        request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", '"' + tag + '"');
    return send(request.POST(BodyPublishers.ofString(Json.write(body))).build()).value();
  }

  JsonNode put(ApiPath path, Object body) {
    return send(request(path).PUT(BodyPublishers.ofString(Json.write(body))).build()).value();
  }

  /** Saves the answer in a file, which gets its name when it is whole. */
  void download(ApiPath path, Path file) {
    HttpRequest request = request(path).header("Accept", "*/*").GET().build();
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(part));
      if (response.statusCode() != 200) {
        String body = Files.readString(part, StandardCharsets.UTF_8);
        Files.delete(part);
        throw new ApiAnswer(server, response.statusCode(), body).problem();
      }
      Files.move(part, file);
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot save " + file + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(ApiPath path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path.text()))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("X-Dihya-Request", "1");
    timeout.ifPresent(request::timeout);
    return request;
  }

  private ApiAnswer send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new ApiAnswer(server, response.statusCode(), response.body());
    } catch (HttpTimeoutException e) {
      throw new DihyaException(ErrorCode.UNREACHABLE, server + " did not answer in time", e);
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.UNREACHABLE, server + " does not answer; is the server running?", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private DihyaException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DihyaException(ErrorCode.FAILED, "interrupted while waiting for " + server, e);
  }
}
