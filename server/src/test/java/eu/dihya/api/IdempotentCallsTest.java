package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Principal;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiIdempotentAnswers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotentCallsTest {
  @TempDir Path directory;
  private ControlStore store;
  private IdempotentCalls calls;
  private final AtomicInteger done = new AtomicInteger();

  @BeforeEach
  void open() {
    store = ControlStore.open(directory.resolve("control.db"));
    calls = new IdempotentCalls(new JdbiIdempotentAnswers(store), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Call call(String key, String body) {
    return new Call(
        "POST",
        "/api/v1/rollouts",
        Map.of(),
        Map.of(),
        Map.of("idempotency-key", key),
        body,
        Caller.of(Principal.POLICY, new Client("127.0.0.1", "127.0.0.1", "", false, "127.0.0.1")),
        "r");
  }

  private Reply count(Call call) {
    return Reply.json(201, Map.of("done", done.incrementAndGet()));
  }

  @Test
  void theSameCommandIsDoneOnceAndAnsweredAlike() {
    Reply first = calls.answer(call("k", "{}"), this::count);
    Reply second = calls.answer(call("k", "{}"), this::count);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body()).isEqualTo("{\"done\":1}");
    assertThat(calls.answer(call("other", "{}"), this::count).body()).isEqualTo("{\"done\":2}");
  }

  @Test
  void aKeyIsForOneRequest() {
    calls.answer(call("k", "{}"), this::count);
    assertThatThrownBy(() -> calls.answer(call("k", "{\"a\":1}"), this::count))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    assertThatThrownBy(() -> calls.answer(call("k".repeat(101), "{}"), this::count))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    assertThat(done).hasValue(1);
  }

  @Test
  void aCommandThatFailedMayBeTriedAgain() {
    assertThatThrownBy(
            () ->
                calls.answer(
                    call("k", "{}"),
                    refused -> {
                      throw new DihyaException(ErrorCode.CONFLICT, "not now");
                    }))
        .hasMessage("not now");
    assertThat(calls.answer(call("k", "{}"), this::count).body()).isEqualTo("{\"done\":1}");
  }

  /**
   * The first one fails while others wait for it: of those that wait or come later one does it, and
   * one alone.
   */
  @Test
  void ofManyAtOnceOneDoesIt() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger at = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> failing =
          threads.submit(
              () ->
                  calls.answer(
                      call("k", "{}"),
                      call -> {
                        inside.countDown();
                        awaitQuietly(leave);
                        throw new DihyaException(ErrorCode.CONFLICT, "not now");
                      }));
      inside.await();
      List<Future<Reply>> others = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        others.add(
            threads.submit(
                () ->
                    calls.answer(
                        call("k", "{}"),
                        call -> {
                          most.accumulateAndGet(at.incrementAndGet(), Math::max);
                          Thread.onSpinWait();
                          at.decrementAndGet();
                          return count(call);
                        })));
      }
      leave.countDown();
      assertThatThrownBy(failing::get).hasRootCauseMessage("not now");
      for (Future<Reply> other : others) {
        assertThat(other.get().body()).isEqualTo("{\"done\":1}");
      }
    }
    assertThat(done).hasValue(1);
    assertThat(most).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
