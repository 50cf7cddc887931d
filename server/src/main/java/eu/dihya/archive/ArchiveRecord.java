package eu.dihya.archive;

import java.time.Instant;

/**
 * What is known about an archive besides its content.
 *
 * @param cid its address
 * @param label its name, kind and exposure
 * @param storedAt when it was first kept here
 * @param bytes the size of its blocks
 * @param pin whether it is on IPFS
 */
public record ArchiveRecord(Cid cid, ArchiveLabel label, Instant storedAt, long bytes, Pin pin) {
  ArchiveRecord with(Pin other) {
    return new ArchiveRecord(cid, label, storedAt, bytes, other);
  }
}
