package eu.dihya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a server answered: a value, or a problem (RFC 9457) that becomes an exception. */
record ApiAnswer(URI address, int status, String body) {
  /**
   * The value; missing when the answer is empty.
   *
   * @throws DihyaException with the problem's message and kind
   */
  JsonNode value() {
    if (status >= 200 && status < 300) {
      return body.isBlank() ? MissingNode.getInstance() : tree();
    }
    throw problem();
  }

  private JsonNode tree() {
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new DihyaException(
          ErrorCode.UNREACHABLE, address + " answered no JSON: is it a Dihya server?", e);
    }
  }

  DihyaException problem() {
    JsonNode problem = problemBody();
    String text = text(problem);
    ErrorCode code = code(problem.path("code").asText());
    return switch (code) {
      case INTERNAL -> new DihyaException(code, text + requestId(problem));
      case NOT_SIGNED_IN ->
          new DihyaException(
              code,
              text
                  + "\nSet DIHYA_TOKEN to a token that this server knows, or keep one with 'dihya"
                  + " login'.");
      case FAILED,
          USAGE,
          CONFIGURATION,
          CATALOG,
          SQL,
          NOT_FOUND,
          CONFLICT,
          NOT_ALLOWED,
          SECOND_FACTOR,
          STEP_UP,
          TOO_MANY,
          UNREACHABLE,
          DRIFT,
          LOCKED,
          FENCED ->
          new DihyaException(code, text);
    };
  }

  private JsonNode problemBody() {
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private String text(JsonNode problem) {
    List<String> lines = new ArrayList<>();
    problem.path("problems").forEach(each -> lines.add(line(each)));
    if (lines.isEmpty()) {
      String title = problem.path("title").asText("the server answered " + status);
      lines.add(problem.path("detail").asText(title));
    }
    return String.join("\n", lines);
  }

  /** A place in the request says nothing to somebody who typed flags. */
  private static String line(JsonNode problem) {
    String position = problem.path("position").asText();
    String message = problem.path("message").asText();
    return position.startsWith("request:") ? message : position + ": " + message;
  }

  private static String requestId(JsonNode problem) {
    String id = problem.path("requestId").asText();
    return id.isEmpty() ? "" : "\nIn the server's log it is request " + id + ".";
  }

  private ErrorCode code(String slug) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.slug().equals(slug))
        .findFirst()
        .orElseGet(() -> ofStatus(status));
  }

  private static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> ErrorCode.NOT_SIGNED_IN;
      case 403 -> ErrorCode.NOT_ALLOWED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 409 -> ErrorCode.CONFLICT;
      case 502, 503, 504 -> ErrorCode.UNREACHABLE;
      default -> status < 500 ? ErrorCode.USAGE : ErrorCode.INTERNAL;
    };
  }
}
