package eu.dihya.change.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.base.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of trying all migrations, as the API tells it. */
public record MigrationTests(boolean ok, List<Result> results) {
  public MigrationTests {
    results = List.copyOf(results);
  }

  static MigrationTests of(List<Result> results) {
    return new MigrationTests(results.stream().allMatch(Result::ok), results);
  }

  /**
   * One migration on one engine.
   *
   * @param serverVersion null when no scratch database could be had
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      String engine,
      @Nullable String serverVersion,
      String stream,
      String migration,
      boolean ok,
      List<Step> steps) {
    public Result {
      steps = List.copyOf(steps);
    }

    static Result of(
        Engine engine,
        @Nullable String serverVersion,
        String stream,
        String migration,
        List<Step> steps) {
      return new Result(
          engine.code(),
          serverVersion,
          stream,
          migration,
          steps.stream().allMatch(Step::ok),
          steps);
    }
  }

  /**
   * One step.
   *
   * @param message what is wrong; null when it is well
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(Name step, boolean ok, long millis, @Nullable String message) {
    static Step ok(Name name, long millis) {
      return new Step(name, true, millis, null);
    }

    static Step failed(Name name, long millis, String message) {
      return new Step(name, false, millis, message);
    }
  }

  /** The steps in their order. */
  public enum Name {
    @JsonProperty("up")
    UP("up"),
    @JsonProperty("verify")
    VERIFY("verify"),
    @JsonProperty("down")
    DOWN("down"),
    @JsonProperty("up-again")
    UP_AGAIN("up-again");

    private final String code;

    Name(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
