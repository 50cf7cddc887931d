package eu.dihya.archive;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The archive as the rest of Dihya sees it: always local, and on an IPFS node where one is
 * configured. A node that is slow, down or refuses never delays or fails a {@link #store}.
 * Thread-safe. To be closed before the node's client is.
 */
public final class EvidenceArchive implements AutoCloseable {
  private final Archive local;
  private final ArchiveRecords records;
  private final Clock clock;
  private final @Nullable PinNode node;
  private final @Nullable PinQueue queue;

  public EvidenceArchive(
      Archive local, ArchiveRecords records, Clock clock, Optional<PinNode> node) {
    this.local = local;
    this.records = records;
    this.clock = clock;
    this.node = node.orElse(null);
    this.queue = node.map(there -> new PinQueue(local, there, records)).orElse(null);
  }

  /** Takes up the pins that an earlier process left pending. */
  public void start() {
    if (queue != null) {
      records.list().stream()
          .filter(record -> record.pin().state() == Pin.State.PENDING)
          .forEach(record -> queue.add(record.cid()));
    }
  }

  /**
   * Keeps the tree locally and returns its address; the node gets it later. The same content again
   * keeps its first label, unless it was meant to stay here and may now leave.
   */
  public Cid store(ArchiveTree tree, ArchiveLabel label) {
    return remember(local.put(tree), label);
  }

  /** Keeps an archive that another site exported. */
  public Cid importCar(Path car, ArchiveLabel label) {
    return remember(local.importCar(car), label);
  }

  public void exportCar(Cid cid, Path car) {
    local.exportCar(cid, car);
  }

  public Optional<ArchiveRecord> find(Cid cid) {
    return records.find(cid);
  }

  /** The newest first. */
  public List<ArchiveRecord> list() {
    return records.list();
  }

  public void extract(Cid cid, Path directory) {
    local.extract(cid, directory);
  }

  /** Reads the local copy again. */
  public VerifyResult verify(Cid cid) {
    return local.verify(cid);
  }

  /** Reads the node's copy again; {@code CONFLICT} where no node is configured. */
  public VerifyResult verifyOnNode(Cid cid) {
    if (node == null) {
      throw new DihyaException(ErrorCode.CONFLICT, "no IPFS node is configured; set archive.ipfs");
    }
    return node.archive().verify(cid);
  }

  /** Tries again what the node refused, or what was stored before a node was configured. */
  public ArchiveRecord pinAgain(Cid cid) {
    ArchiveRecord record =
        records.change(cid, before -> before.map(found -> found.with(nextPin(found.label()))));
    enqueue(record);
    return record;
  }

  @Override
  public void close() {
    if (queue != null) {
      queue.close();
    }
  }

  private Cid remember(Cid cid, ArchiveLabel label) {
    VerifyResult kept = local.verify(cid);
    if (!kept.intact()) {
      throw new DihyaException(
          ErrorCode.FAILED,
          "the archive was written but reads back otherwise: " + kept.faults().getFirst());
    }
    ArchiveRecord now =
        new ArchiveRecord(cid, label, clock.instant(), kept.bytes(), nextPin(label));
    enqueue(records.change(cid, before -> Optional.of(merged(before, now))));
    return cid;
  }

  private static ArchiveRecord merged(Optional<ArchiveRecord> before, ArchiveRecord now) {
    boolean leavesNow = now.pin().state() == Pin.State.PENDING;
    return before.filter(known -> known.pin().state() != Pin.State.LOCAL || !leavesNow).orElse(now);
  }

  private Pin nextPin(ArchiveLabel label) {
    if (node == null) {
      return Pin.local("no IPFS node is configured");
    }
    if (!node.accepts(label.exposure())) {
      return Pin.local("not to leave this site in this form");
    }
    return Pin.pending("waiting for the IPFS node");
  }

  private void enqueue(ArchiveRecord record) {
    if (queue != null && record.pin().state() == Pin.State.PENDING) {
      queue.add(record.cid());
    }
  }
}
