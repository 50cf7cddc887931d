package eu.dihya.archive;

/** Some bytes and the address that they claim. */
final class Block {
  /** The largest block that is read; ours are at most 1 MiB and a little. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Cid cid;
  private final byte[] bytes;

  Block(Cid cid, byte[] bytes) {
    this.cid = cid;
    this.bytes = bytes;
  }

  static Block of(Cid.Codec codec, byte[] bytes) {
    return new Block(Cid.of(codec, bytes), bytes);
  }

  Cid cid() {
    return cid;
  }

  /** Not copied: a block is handed from one reader or writer to the next. */
  byte[] bytes() {
    return bytes;
  }
}
