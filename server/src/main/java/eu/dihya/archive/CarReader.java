package eu.dihya.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a CARv1 from its beginning, one block in memory at a time. Each block's hash is checked.
 * Throws {@link MalformedBlock} where the file is not what it should be. Not thread-safe.
 */
final class CarReader {
  private final InputStream in;
  private final Cid root;

  CarReader(InputStream in) throws IOException {
    this.in = in;
    this.root = CarHeader.decode(in.readNBytes(CarHeader.BYTES));
  }

  Cid root() {
    return root;
  }

  /** The next block; empty at the end. */
  Optional<Block> next() throws IOException {
    Optional<Block> next = nextUnchecked();
    if (next.isPresent() && !next.get().cid().addresses(next.get().bytes())) {
      throw new MalformedBlock(
          "holds other bytes for block " + next.get().cid() + " than its address says");
    }
    return next;
  }

  private Optional<Block> nextUnchecked() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    long length = length(first);
    if (length < Cid.BYTES || length > Cid.BYTES + Block.MAX_BYTES) {
      throw new MalformedBlock(
          "has a section of " + length + " bytes, which no block of an archive has");
    }
    ByteBuffer section = ByteBuffer.wrap(in.readNBytes((int) length));
    Cid cid = Cid.read(section);
    if (section.limit() < length) {
      throw new MalformedBlock("is cut off in block " + cid);
    }
    byte[] bytes = new byte[section.remaining()];
    section.get(bytes);
    return Optional.of(new Block(cid, bytes));
  }

  private long length(int first) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(5);
    int next = first;
    while (number.put((byte) next).hasRemaining() && next >= 0x80) {
      next = in.read();
      if (next < 0) {
        throw new MalformedBlock("is cut off between two blocks");
      }
    }
    return Varint.read(number.flip());
  }
}
