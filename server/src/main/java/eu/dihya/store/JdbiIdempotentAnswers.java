package eu.dihya.store;

import java.time.Instant;
import java.util.Optional;

/** Answers of the API to commands that carried an Idempotency-Key. Thread-safe. */
public final class JdbiIdempotentAnswers {
  private final ControlStore store;

  public JdbiIdempotentAnswers(ControlStore store) {
    this.store = store;
  }

  /** The answer that was given to this key before. */
  public Optional<Answer> find(String principal, String key) {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT request, status, body FROM idempotent_answer WHERE principal = :principal AND key = :key")
                .bind("principal", principal)
                .bind("key", key)
                .map((row, context) -> new Answer(row.getString("request"), row.getInt("status"), row.getString("body")))
                .findOne());
  }

  public void keep(String principal, String key, Answer answer, Instant at) {
    store.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO idempotent_answer (principal, key, request, status, body, at)
                    VALUES (:principal, :key, :request, :status, :body, :at)
                    ON CONFLICT (principal, key) DO NOTHING
                    """)
                .bind("principal", principal)
                .bind("key", key)
                .bind("request", answer.request())
                .bind("status", answer.status())
                .bind("body", answer.body())
                .bind("at", at.toString())
                .execute());
  }

  /**
   * What was answered.
   *
   * @param request method, path and digest of the body, so that a key cannot be used for something else
   */
  public record Answer(String request, int status, String body) {}
}
