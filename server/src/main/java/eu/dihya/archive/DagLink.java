package eu.dihya.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link of a node.
 *
 * @param name the name in a directory, empty in a file
 * @param cid what is linked
 * @param totalSize bytes of the linked block and everything below it
 */
record DagLink(String name, Cid cid, long totalSize) {
  /** The order that the dag-pb specification demands: by the bytes of the name. */
  static final Comparator<DagLink> BY_NAME_BYTES =
      (left, right) -> Arrays.compareUnsigned(utf8(left.name), utf8(right.name));

  DagLink named(String other) {
    return new DagLink(other, cid, totalSize);
  }

  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Protobuf.bytes(out, 1, cid.bytes());
    Protobuf.bytes(out, 2, utf8(name));
    Protobuf.number(out, 3, totalSize);
    return out.toByteArray();
  }

  static DagLink decode(ByteBuffer message) {
    Fields fields = new Fields();
    Protobuf.read(message, Map.of(3L, fields::size), Map.of(1L, fields::cid, 2L, fields::name));
    return fields.link();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Fields {
    private String name = "";
    private @Nullable Cid cid;
    private long size;

    private void size(long value) {
      size = value;
    }

    private void cid(ByteBuffer value) {
      cid = Cid.read(value);
    }

    private void name(ByteBuffer value) {
      try {
        name = StandardCharsets.UTF_8.newDecoder().decode(value).toString();
      } catch (CharacterCodingException e) {
        throw new MalformedBlock("has a link whose name is not UTF-8");
      }
    }

    private DagLink link() {
      if (cid == null) {
        throw new MalformedBlock("has a link without an address");
      }
      return new DagLink(name, cid, size);
    }
  }
}
