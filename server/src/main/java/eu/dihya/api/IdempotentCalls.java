package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.IdempotentAnswers;
import eu.dihya.security.Tokens;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A command that is sent again with the same Idempotency-Key gets the first answer and does
 * nothing. Thread-safe.
 */
public final class IdempotentCalls {
  private final IdempotentAnswers answers;
  private final Clock clock;
  private final Map<String, Turn> running = new ConcurrentHashMap<>();

  public IdempotentCalls(IdempotentAnswers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /** Calls with one key wait for each other; the lock stays as long as one of them is there. */
  private record Turn(int calls, ReentrantLock lock) {
    Turn(int calls) {
      this(calls, new ReentrantLock());
    }

    Turn joined() {
      return new Turn(calls + 1, lock);
    }

    @Nullable Turn left() {
      return calls == 1 ? null : new Turn(calls - 1, lock);
    }
  }

  Reply answer(Call call, Endpoint.Handler handler) {
    Optional<String> key = call.header("idempotency-key");
    if (key.isEmpty() || call.method().equals("GET") || call.method().equals("HEAD")) {
      return handler.answer(call);
    }
    if (key.get().length() > 100) {
      throw new DihyaException(ErrorCode.USAGE, "an Idempotency-Key has at most 100 characters");
    }
    String name = call.principal().id() + " " + key.get();
    Turn turn =
        Objects.requireNonNull(
            running.compute(name, (same, open) -> open == null ? new Turn(1) : open.joined()));
    turn.lock().lock();
    try {
      return once(call, key.get(), handler);
    } finally {
      turn.lock().unlock();
      running.computeIfPresent(name, (same, open) -> open.left());
    }
  }

  private Reply once(Call call, String key, Endpoint.Handler handler) {
    String request = call.method() + " " + call.path() + " " + Tokens.hash(call.body());
    Optional<IdempotentAnswers.Answer> before = answers.find(call.principal().id(), key);
    if (before.isPresent()) {
      if (!before.get().request().equals(request)) {
        throw new DihyaException(
            ErrorCode.CONFLICT,
            "this Idempotency-Key was used for another request; take a new one");
      }
      return new Reply(
          before.get().status(),
          "application/json",
          before.get().body(),
          Map.of(),
          Optional.empty());
    }
    Reply reply = handler.answer(call);
    answers.keep(
        call.principal().id(),
        key,
        new IdempotentAnswers.Answer(request, reply.status(), reply.body()),
        clock.instant());
    return reply;
  }
}
