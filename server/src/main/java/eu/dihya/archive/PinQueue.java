package eu.dihya.archive;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings archives to the node in the background, each on a virtual thread of its own, two uploads
 * at a time. What is pending is in the records, so nothing is lost when the process ends.
 */
final class PinQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PinQueue.class);
  private static final int UPLOADS = 2;

  private final Archive local;
  private final PinNode node;
  private final ArchiveRecords records;
  private final Set<Cid> running = ConcurrentHashMap.newKeySet();
  private final Semaphore uploads = new Semaphore(UPLOADS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("pin-", 0).factory());

  PinQueue(Archive local, PinNode node, ArchiveRecords records) {
    this.local = local;
    this.node = node;
    this.records = records;
  }

  /** Starts to pin the archive, unless that is under way. */
  synchronized void add(Cid cid) {
    if (running.add(cid)) {
      threads.execute(() -> work(cid));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn(
            "An upload to the IPFS node did not end in 5 s; it will be taken up again at the next"
                + " start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Cid cid) {
    AtomicInteger refusals = new AtomicInteger();
    RetryPolicy<Void> policy =
        RetryPolicy.<Void>builder()
            .handleIf(failure -> !threads.isShutdown() && worthAnotherTry(failure, refusals))
            .withBackoff(node.firstRetry(), node.longestRetry())
            .withJitter(0.2)
            .withMaxRetries(-1)
            .onRetryScheduled(event -> note(cid, Pin.pending(reason(event.getLastException()))))
            .build();
    try {
      Failsafe.with(policy).run(() -> upload(cid));
      end(cid, Optional.of(Pin.pinned()));
    } catch (RuntimeException e) {
      end(cid, threads.isShutdown() ? Optional.empty() : Optional.of(Pin.failed(reason(e))));
    }
  }

  private synchronized void end(Cid cid, Optional<Pin> pin) {
    pin.ifPresent(state -> note(cid, state));
    running.remove(cid);
  }

  private boolean worthAnotherTry(Throwable failure, AtomicInteger refusals) {
    boolean unreachable = failure instanceof DihyaException e && e.code() == ErrorCode.UNREACHABLE;
    return unreachable || refusals.incrementAndGet() < node.refusals();
  }

  private void upload(Cid cid) throws InterruptedException, IOException {
    uploads.acquire();
    try {
      Path directory = Files.createTempDirectory("dihya-pin-");
      Path car = directory.resolve("archive.car");
      try {
        local.exportCar(cid, car);
        node.archive().importCar(car);
      } finally {
        Files.deleteIfExists(car);
        Files.delete(directory);
      }
    } finally {
      uploads.release();
    }
  }

  /**
   * The record may be unwritable for a moment; then the state is stale, and is set right by the
   * next start.
   */
  private void note(Cid cid, Pin pin) {
    try {
      records.change(cid, before -> before.map(record -> record.with(pin)));
    } catch (DihyaException e) {
      if (!threads.isShutdown()) {
        LOG.warn(
            "The archive {} is {} on IPFS, but this could not be noted: {}",
            cid,
            pin.state(),
            e.text());
      }
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof FailsafeException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof DihyaException e ? e.text() : cause.getClass().getSimpleName();
  }
}
