package eu.dihya.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One file as a balanced tree: chunks of 1 MiB as raw leaves, at most 1,024 links in a node. Holds
 * one chunk and at most 1,024 links of each level at a time. For one file.
 */
final class FileLayout {
  static final int CHUNK_BYTES = 1024 * 1024;
  static final int MAX_LINKS = 1024;

  /** A subtree and the bytes of the file in it. */
  private record Part(DagLink link, long fileBytes) {}

  private final BlockSink sink;
  private final List<List<Part>> levels = new ArrayList<>();

  FileLayout(BlockSink sink) {
    this.sink = sink;
  }

  DagLink write(String name, InputStream content) throws IOException {
    byte[] chunk = content.readNBytes(CHUNK_BYTES);
    do {
      Block leaf = Block.of(Cid.Codec.RAW, chunk);
      sink.accept(leaf);
      add(0, new Part(new DagLink("", leaf.cid(), chunk.length), chunk.length));
      chunk = content.readNBytes(CHUNK_BYTES);
    } while (chunk.length > 0);
    return root().link().named(name);
  }

  private void add(int level, Part part) throws IOException {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    levels.get(level).add(part);
    if (levels.get(level).size() == MAX_LINKS) {
      close(level);
    }
  }

  private void close(int level) throws IOException {
    List<Part> parts = List.copyOf(levels.get(level));
    levels.get(level).clear();
    DagNode node =
        new DagNode(
            parts.stream().map(Part::link).toList(),
            new UnixFs.File(parts.stream().map(Part::fileBytes).toList()));
    Block block = node.block();
    sink.accept(block);
    add(level + 1, new Part(node.link("", block), parts.stream().mapToLong(Part::fileBytes).sum()));
  }

  private Part root() throws IOException {
    for (int level = 0; ; level++) {
      List<Part> open = levels.get(level);
      if (level == levels.size() - 1 && open.size() == 1) {
        return open.getFirst();
      }
      if (!open.isEmpty()) {
        close(level);
      }
    }
  }
}
