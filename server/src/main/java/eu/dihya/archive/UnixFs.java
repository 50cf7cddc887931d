package eu.dihya.archive;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a dag-pb node says about itself, in the forms that profile {@code unixfs-v1-2025} has. */
sealed interface UnixFs {
  /** The inner node of a file that has several chunks, with the bytes below each link. */
  record File(List<Long> blockSizes) implements UnixFs {
    long size() {
      return blockSizes.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A directory in one block. */
  record Directory() implements UnixFs {}

  /**
   * A part of a directory that is too large for one block; bit n of the field is set when slot n is
   * taken.
   */
  record Shard(BigInteger slots) implements UnixFs {}

  int DIRECTORY_TYPE = 1;
  int FILE_TYPE = 2;
  int SHARD_TYPE = 5;
  int MURMUR3 = 0x22;
  int SHARD_SLOTS = 256;

  default byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (this) {
      case Directory() -> Protobuf.number(out, 1, DIRECTORY_TYPE);
      case File file -> {
        Protobuf.number(out, 1, FILE_TYPE);
        Protobuf.number(out, 3, file.size());
        file.blockSizes().forEach(size -> Protobuf.number(out, 4, size));
      }
      case Shard(BigInteger slots) -> {
        Protobuf.number(out, 1, SHARD_TYPE);
        Protobuf.bytes(out, 2, unsigned(slots));
        Protobuf.number(out, 5, MURMUR3);
        Protobuf.number(out, 6, SHARD_SLOTS);
      }
    }
    return out.toByteArray();
  }

  static UnixFs decode(ByteBuffer data) {
    return new UnixFsReader().read(data);
  }

  private static byte[] unsigned(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** The fields of one message, as far as they were read. */
  final class UnixFsReader {
    private long type = -1;
    private long hash = MURMUR3;
    private long slots = SHARD_SLOTS;
    private BigInteger taken = BigInteger.ZERO;
    private final java.util.ArrayList<Long> blockSizes = new java.util.ArrayList<>();
    private long size;

    private UnixFs read(ByteBuffer data) {
      Consumer<ByteBuffer> ignored = value -> {};
      Protobuf.read(
          data,
          Map.of(
              1L, value -> type = value,
              3L, value -> size = value,
              4L, blockSizes::add,
              5L, value -> hash = value,
              6L, value -> slots = value,
              7L, value -> {}),
          Map.of(2L, this::content, 8L, ignored));
      return result();
    }

    private void content(ByteBuffer value) {
      if (type != SHARD_TYPE && value.hasRemaining()) {
        throw new MalformedBlock(
            "holds the bytes of a file itself, which profile unixfs-v1-2025 never does");
      }
      byte[] bytes = new byte[value.remaining()];
      value.get(bytes);
      taken = new BigInteger(1, bytes);
    }

    private UnixFs result() {
      if (type == DIRECTORY_TYPE) {
        return new Directory();
      }
      if (type == SHARD_TYPE && hash == MURMUR3 && slots == SHARD_SLOTS) {
        return new Shard(taken);
      }
      if (type == FILE_TYPE) {
        File file = new File(List.copyOf(blockSizes));
        if (file.size() == size) {
          return file;
        }
        throw new MalformedBlock("has sizes of parts that do not add up to the size of the file");
      }
      throw new MalformedBlock(
          "is neither a directory nor a file in the form of profile unixfs-v1-2025");
    }
  }
}
