package eu.dihya.security;

import java.time.Instant;
import java.util.Optional;

/**
 * Answers to commands that carried an Idempotency-Key, so that one that is sent twice is done once.
 * Thread-safe.
 */
public interface IdempotentAnswers {
  /** The answer that was given to this key of a principal before. */
  Optional<Answer> find(String principal, String key);

  void keep(String principal, String key, Answer answer, Instant at);

  /**
   * What was answered.
   *
   * @param request method, path and digest of the body, so that a key cannot be used for something
   *     else
   */
  record Answer(String request, int status, String body) {}
}
