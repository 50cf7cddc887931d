package eu.dihya.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The two kinds of fields that dag-pb and UnixFS use. */
final class Protobuf {
  private static final int NUMBER = 0;
  private static final int BYTES = 2;

  private Protobuf() {}

  static void number(ByteArrayOutputStream out, int field, long value) {
    out.write(field << 3 | NUMBER);
    Varint.write(out, value);
  }

  static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    out.write(field << 3 | BYTES);
    Varint.write(out, value.length);
    out.writeBytes(value);
  }

  /** Hands each field to its consumer, in the message's order; any other field is malformed. */
  static void read(
      ByteBuffer message, Map<Long, LongConsumer> numbers, Map<Long, Consumer<ByteBuffer>> texts) {
    while (message.hasRemaining()) {
      long tag = Varint.read(message);
      long field = tag >>> 3;
      switch ((int) (tag & 7)) {
        case NUMBER -> expected(numbers, field).accept(Varint.read(message));
        case BYTES -> expected(texts, field).accept(slice(message));
        default ->
            throw new MalformedBlock("has a field of a kind that neither dag-pb nor UnixFS has");
      }
    }
  }

  private static <T> T expected(Map<Long, T> consumers, long field) {
    T consumer = consumers.get(field);
    if (consumer == null) {
      throw new MalformedBlock("has an unexpected field " + field);
    }
    return consumer;
  }

  private static ByteBuffer slice(ByteBuffer message) {
    long length = Varint.read(message);
    if (length > message.remaining()) {
      throw new MalformedBlock("ends in the middle of a field");
    }
    ByteBuffer slice = message.slice(message.position(), (int) length);
    message.position(message.position() + (int) length);
    return slice;
  }
}
