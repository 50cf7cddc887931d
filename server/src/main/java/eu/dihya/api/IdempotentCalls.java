package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.IdempotentAnswers;
import eu.dihya.security.Tokens;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A command that is sent again with the same Idempotency-Key gets the first answer and does nothing. Thread-safe. */
public final class IdempotentCalls {
  private final IdempotentAnswers answers;
  private final Clock clock;
  private final Map<String, ReentrantLock> running = new ConcurrentHashMap<>();

  public IdempotentCalls(IdempotentAnswers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  Reply answer(Call call, Endpoint.Handler handler) {
    Optional<String> key = call.header("idempotency-key");
    if (key.isEmpty() || call.method().equals("GET")) {
      return handler.answer(call);
    }
    if (key.get().length() > 100) {
      throw new DihyaException(ErrorCode.USAGE, "an Idempotency-Key has at most 100 characters");
    }
    ReentrantLock lock = running.computeIfAbsent(call.principal().id() + " " + key.get(), name -> new ReentrantLock());
    lock.lock();
    try {
      return once(call, key.get(), handler);
    } finally {
      lock.unlock();
      running.remove(call.principal().id() + " " + key.get(), lock);
    }
  }

  private Reply once(Call call, String key, Endpoint.Handler handler) {
    String request = call.method() + " " + call.path() + " " + Tokens.hash(call.body());
    Optional<IdempotentAnswers.Answer> before = answers.find(call.principal().id(), key);
    if (before.isPresent()) {
      if (!before.get().request().equals(request)) {
        throw new DihyaException(ErrorCode.CONFLICT, "this Idempotency-Key was used for another request; take a new one");
      }
      return new Reply(
          before.get().status(), "application/json", before.get().body(), Map.of(), Optional.empty());
    }
    Reply reply = handler.answer(call);
    answers.keep(
        call.principal().id(), key,
        new IdempotentAnswers.Answer(request, reply.status(), reply.body()),
        clock.instant());
    return reply;
  }
}
