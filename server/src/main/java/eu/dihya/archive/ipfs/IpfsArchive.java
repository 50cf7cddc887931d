package eu.dihya.archive.ipfs;

import eu.dihya.archive.Archive;
import eu.dihya.archive.ArchiveTree;
import eu.dihya.archive.CarFile;
import eu.dihya.archive.Cid;
import eu.dihya.archive.DagExtractor;
import eu.dihya.archive.DagVerifier;
import eu.dihya.archive.VerifyResult;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Archives as recursive pins of a node. Their addresses are computed here and hold there. */
public final class IpfsArchive implements Archive {
  private static final String CAR = "archive.car";

  private final KuboNode node;

  public IpfsArchive(KuboNode node) {
    this.node = node;
  }

  @Override
  public Cid put(ArchiveTree tree) {
    return withTemporary(
        directory -> {
          Path car = directory.resolve(CAR);
          CarFile.write(tree, car);
          return importCar(car);
        });
  }

  @Override
  public Cid importCar(Path car) {
    Cid root = CarFile.check(car);
    node.importCar(car);
    node.pin(root);
    return root;
  }

  @Override
  public void exportCar(Cid cid, Path car) {
    existing(cid);
    node.exportCar(cid, car);
    Cid root = CarFile.check(car);
    if (!root.equals(cid)) {
      throw new DihyaException(
          ErrorCode.FAILED, "the IPFS node exported " + root + " where " + cid + " was asked for");
    }
  }

  @Override
  public boolean has(Cid cid) {
    return node.isPinned(cid);
  }

  /** Pins of other people that are no CIDv1 over SHA-256 are left out. */
  @Override
  public List<Cid> list() {
    return node.pins().stream().filter(IpfsArchive::isOurForm).map(Cid::parse).sorted().toList();
  }

  @Override
  public void extract(Cid cid, Path directory) {
    withTemporary(
        temporary -> {
          Path car = temporary.resolve(CAR);
          exportCar(cid, car);
          try (CarFile file = CarFile.open(car)) {
            new DagExtractor(file).extract(cid, directory);
          }
          return cid;
        });
  }

  /** Reads each block from the node, with the node's own timeout for each that is missing. */
  @Override
  public VerifyResult verify(Cid cid) {
    DagVerifier verifier = new DagVerifier(node);
    if (!has(cid)) {
      verifier.container(cid, "the node does not pin this archive, so it may drop its blocks");
    }
    return verifier.verify(cid);
  }

  private void existing(Cid cid) {
    if (!has(cid)) {
      throw new DihyaException(
          ErrorCode.NOT_FOUND, "the archive " + cid + " is not pinned on the IPFS node");
    }
  }

  private static boolean isOurForm(String cid) {
    try {
      Cid.parse(cid);
      return true;
    } catch (DihyaException e) {
      return false;
    }
  }

  private static <T> T withTemporary(Function<Path, T> work) {
    try {
      Path directory = Files.createTempDirectory("dihya-archive-");
      try {
        return work.apply(directory);
      } finally {
        Files.deleteIfExists(directory.resolve(CAR));
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "cannot use a temporary directory for an archive", e);
    }
  }
}
