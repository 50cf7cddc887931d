package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param file sent instead of the body, streamed, when present
 */
public record Reply(
    int status, String contentType, String body, Map<String, String> headers, Optional<Path> file) {
  private static final String JSON = "application/json";

  public static Reply json(Object value) {
    return json(200, value);
  }

  public static Reply json(int status, Object value) {
    return new Reply(status, JSON, Json.write(value), Map.of(), Optional.empty());
  }

  /** A list under {@code items}. */
  public static Reply items(List<?> items) {
    return json(Map.of("items", items));
  }

  public static Reply text(String contentType, String text) {
    return new Reply(200, contentType + "; charset=utf-8", text, Map.of(), Optional.empty());
  }

  /** A file to be saved under a name; it is removed when it has been sent. */
  public static Reply download(String contentType, Path file, String name) {
    return new Reply(
        200,
        contentType,
        "",
        Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""),
        Optional.of(file));
  }

  /** Sends a browser on, to an address that is known to be a good one. */
  static Reply redirect(String address) {
    return new Reply(302, "text/plain", "", Map.of("Location", address), Optional.empty());
  }

  public static Reply none() {
    return new Reply(204, JSON, "", Map.of(), Optional.empty());
  }

  /** Problem details as of <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>. */
  public static Reply problem(DihyaException error, String requestId) {
    return problem(error.code().httpStatus(), error, requestId);
  }

  /** Problem details with a status that HTTP has a finer word for. */
  static Reply problem(int status, DihyaException error, String requestId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", error.code().slug().replace('-', ' '));
    body.put("status", status);
    body.put("detail", error.text());
    body.put("code", error.code().slug());
    body.put("requestId", requestId);
    body.put(
        "problems",
        error.problems().stream()
            .map(
                problem ->
                    Map.of("position", problem.position().toString(), "message", problem.message()))
            .toList());
    return new Reply(
        status, "application/problem+json", Json.write(body), Map.of(), Optional.empty());
  }

  /** The same answer with a header. */
  public Reply with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Reply(status, contentType, body, Map.copyOf(all), file);
  }
}
