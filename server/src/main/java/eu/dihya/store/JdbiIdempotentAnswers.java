package eu.dihya.store;

import eu.dihya.security.IdempotentAnswers;
import java.time.Instant;
import java.util.Optional;

/** Answers by Idempotency-Key as a table. */
public final class JdbiIdempotentAnswers implements IdempotentAnswers {
  private final ControlStore store;

  public JdbiIdempotentAnswers(ControlStore store) {
    this.store = store;
  }

  @Override
  public Optional<Answer> find(String principal, String key) {
    return store.call(
        handle ->
            handle
                .createQuery(
                    "SELECT request, status, body FROM idempotent_answer WHERE principal ="
                        + " :principal AND key = :key")
                .bind("principal", principal)
                .bind("key", key)
                .map(
                    (row, context) ->
                        new Answer(
                            row.getString("request"), row.getInt("status"), row.getString("body")))
                .findOne());
  }

  @Override
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
}
