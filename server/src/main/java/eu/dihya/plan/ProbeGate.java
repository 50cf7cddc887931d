package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonPointer;
import eu.dihya.base.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address that must answer as is expected.
 *
 * @param name for people
 * @param status of the answer; 200 when not given
 * @param pointer into the JSON of the answer, with the value that must stand there
 * @param value as a text
 * @param timeout how long an attempt may take; 5 s when not given
 * @param attempts from 1 to 10, a second apart; 3 when not given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProbeGate(
    String name,
    String url,
    @Nullable Integer status,
    @Nullable String pointer,
    @Nullable String value,
    @Nullable String timeout,
    @Nullable Integer attempts) {
  private static final int OK = 200;
  private static final int ATTEMPTS = 3;
  private static final int MOST_ATTEMPTS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  public ProbeGate {
    Gates.require("probe", "name", name);
    Gates.require("probe", "url", url);
    URI uri = URI.create(url);
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || !(url.startsWith("http://") || url.startsWith("https://"))) {
      throw new IllegalArgumentException(
          "the url of a probe is an http or https address with a host, and without a password");
    }
    if ((pointer == null) != (value == null)) {
      throw new IllegalArgumentException("pointer and value of a probe go together");
    }
    if (pointer != null) {
      JsonPointer.compile(pointer);
    }
    if (status != null && (status < 100 || status > 599)) {
      throw new IllegalArgumentException("the status of a probe is from 100 to 599");
    }
    if (attempts != null && (attempts < 1 || attempts > MOST_ATTEMPTS)) {
      throw new IllegalArgumentException("attempts of a probe are from 1 to " + MOST_ATTEMPTS);
    }
    Gates.time(timeout);
  }

  @JsonIgnore
  public int expectedStatus() {
    return Objects.requireNonNullElse(status, OK);
  }

  @JsonIgnore
  public int tries() {
    return Objects.requireNonNullElse(attempts, ATTEMPTS);
  }

  @JsonIgnore
  public Duration limit() {
    return timeout == null ? PATIENCE : Durations.parse(timeout);
  }
}
