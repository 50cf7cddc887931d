package eu.dihya.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A dag-pb node: links, sorted by the bytes of their names, and what it is. Links are written
 * before the data although their field number is higher; every implementation hashes that form.
 */
record DagNode(List<DagLink> links, UnixFs kind) {
  DagNode {
    links = links.stream().sorted(DagLink.BY_NAME_BYTES).toList();
  }

  Block block() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    links.forEach(link -> Protobuf.bytes(out, 2, link.encode()));
    Protobuf.bytes(out, 1, kind.encode());
    return Block.of(Cid.Codec.DAG_PB, out.toByteArray());
  }

  /** The link of a parent to this node, of which the block was just made. */
  DagLink link(String name, Block block) {
    return new DagLink(
        name,
        block.cid(),
        block.bytes().length + links.stream().mapToLong(DagLink::totalSize).sum());
  }

  static DagNode decode(byte[] block) {
    List<DagLink> links = new ArrayList<>();
    List<UnixFs> kinds = new ArrayList<>();
    Protobuf.read(
        ByteBuffer.wrap(block),
        Map.of(),
        Map.of(
            1L,
            data -> kinds.add(UnixFs.decode(data)),
            2L,
            link -> links.add(DagLink.decode(link))));
    if (kinds.size() != 1) {
      throw new MalformedBlock("does not say what it is");
    }
    if (kinds.getFirst() instanceof UnixFs.File(List<Long> sizes) && sizes.size() != links.size()) {
      throw new MalformedBlock("has another number of sizes than of parts");
    }
    return new DagNode(links, kinds.getFirst());
  }
}
