package eu.dihya.rollout;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try at one tenant; all are kept.
 *
 * @param outcome {@code running}, {@code done}, {@code failed}, {@code held} or {@code interrupted}
 * @param statements the last ones that ran, in order
 */
public record Attempt(
    int number,
    String outcome,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable RunError error,
    List<StatementRun> statements) {
  public Attempt {
    statements = List.copyOf(statements);
  }

  /** One that begins. */
  static Attempt begun(int number, Instant now) {
    return new Attempt(number, "running", now, null, null, List.of());
  }

  /** The same, ended by the end of the process that made it. */
  Attempt interrupted(Instant now) {
    return new Attempt(number, "interrupted", startedAt, now, null, statements);
  }

  /**
   * One statement that ran.
   *
   * @param text without string literals
   * @param rows affected, -1 when unknown
   */
  public record StatementRun(
      String migration, int number, String position, String text, long millis, long rows) {}
}
