package eu.dihya.archive;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One directory: a single block while its entries fit into 256 KiB, else a hash trie of 256 slots a
 * level. As in the pinned importer, entries that are themselves non-empty directories do not count
 * towards the 256 KiB.
 */
final class DirectoryLayout {
  static final int SPLIT_ABOVE_BYTES = 256 * 1024;

  private static final int EMPTY_BYTES = 4;
  private static final int LEVELS = 8;

  /** An entry and whether it counts towards the size at which a directory is split. */
  record Entry(DagLink link, boolean counted) {}

  private final BlockSink sink;

  DirectoryLayout(BlockSink sink) {
    this.sink = sink;
  }

  DagLink write(String name, List<Entry> entries) throws IOException {
    List<DagLink> links = entries.stream().map(Entry::link).toList();
    long size =
        EMPTY_BYTES
            + entries.stream().filter(Entry::counted).mapToLong(DirectoryLayout::encodedSize).sum();
    return size > SPLIT_ABOVE_BYTES
        ? shard(name, links, 0)
        : emit(name, new DagNode(links, new UnixFs.Directory()));
  }

  private DagLink shard(String name, List<DagLink> links, int level) throws IOException {
    Map<Integer, List<DagLink>> slots = new TreeMap<>();
    for (DagLink link : links) {
      slots.computeIfAbsent(slot(link.name(), level), slot -> new ArrayList<>()).add(link);
    }
    List<DagLink> placed = new ArrayList<>();
    BigInteger taken = BigInteger.ZERO;
    for (Map.Entry<Integer, List<DagLink>> slot : slots.entrySet()) {
      String label = "%02X".formatted(slot.getKey());
      List<DagLink> inside = slot.getValue();
      DagLink only = inside.getFirst();
      placed.add(
          inside.size() == 1 ? only.named(label + only.name()) : shard(label, inside, level + 1));
      taken = taken.setBit(slot.getKey());
    }
    return emit(name, new DagNode(placed, new UnixFs.Shard(taken)));
  }

  private static int slot(String name, int level) {
    if (level == LEVELS) {
      throw new IllegalStateException(
          "two names in a directory have the same 64 bits of hash: " + name);
    }
    long hash = Murmur3.hash64(name.getBytes(StandardCharsets.UTF_8));
    return (int) (hash >>> (56 - 8 * level)) & 0xff;
  }

  private static int encodedSize(Entry entry) {
    int inner = entry.link().encode().length;
    return 1 + Varint.size(inner) + inner;
  }

  private DagLink emit(String name, DagNode node) throws IOException {
    Block block = node.block();
    sink.accept(block);
    return node.link(name, block);
  }
}
