package eu.dihya.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads every block below a root once, recomputes its hash, and lists what is wrong. For one run.
 */
public final class DagVerifier {
  private record Visit(Cid cid, String path) {}

  private final BlockSource source;
  private final List<VerifyResult.Fault> faults = new ArrayList<>();
  private final Deque<Visit> open = new ArrayDeque<>();
  private final Set<Cid> seen = new HashSet<>();
  private long blocks;
  private long bytes;

  public DagVerifier(BlockSource source) {
    this.source = source;
  }

  /** Notes a fault of what holds the blocks. */
  public DagVerifier container(Cid root, String detail) {
    faults.add(new VerifyResult.Fault(root, "/", VerifyResult.Kind.CONTAINER, detail));
    return this;
  }

  public VerifyResult verify(Cid root) {
    enter(root, "/");
    while (!open.isEmpty()) {
      visit(open.pop());
    }
    return new VerifyResult(root, blocks, bytes, faults);
  }

  private void enter(Cid cid, String path) {
    if (seen.add(cid)) {
      open.push(new Visit(cid, path));
    }
  }

  private void visit(Visit visit) {
    Optional<byte[]> block = source.read(visit.cid());
    if (block.isEmpty()) {
      fault(visit, VerifyResult.Kind.MISSING, "the block is missing");
    } else if (!visit.cid().addresses(block.get())) {
      fault(visit, VerifyResult.Kind.CORRUPT, "the block holds other bytes than its address says");
    } else {
      blocks++;
      bytes += block.get().length;
      descend(visit, block.get());
    }
  }

  private void descend(Visit visit, byte[] block) {
    if (visit.cid().codec() == Cid.Codec.RAW) {
      return;
    }
    try {
      DagNode node = DagNode.decode(block);
      for (DagLink link : node.links().reversed()) {
        enter(link.cid(), below(visit.path(), node.kind(), link.name()));
      }
    } catch (MalformedBlock e) {
      fault(visit, VerifyResult.Kind.CORRUPT, "the block " + e.what());
    }
  }

  private static String below(String path, UnixFs kind, String name) {
    String inside =
        kind instanceof UnixFs.Shard ? name.substring(Math.min(2, name.length())) : name;
    if (inside.isEmpty()) {
      return path;
    }
    return path.endsWith("/") ? path + inside : path + "/" + inside;
  }

  private void fault(Visit visit, VerifyResult.Kind kind, String detail) {
    faults.add(new VerifyResult.Fault(visit.cid(), visit.path(), kind, detail));
  }
}
