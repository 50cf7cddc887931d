package eu.dihya.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * A place that keeps archives by the address of their content. What is kept under a CID never
 * changes; to put the same content again is harmless and heals what was damaged. Thread-safe;
 * blocks the calling thread. Nothing is retried here.
 *
 * <p>Errors: {@code NOT_FOUND} for a CID that is not kept, {@code FAILED} for what cannot be read
 * or written, {@code UNREACHABLE} for a node that does not answer.
 */
public interface Archive {
  /** Keeps the tree; when this returns, it is durable there. */
  Cid put(ArchiveTree tree);

  /**
   * Keeps what a CAR holds, after checking that it is an intact, complete archive, and returns its
   * root.
   */
  Cid importCar(Path car);

  /** Writes the archive as a CAR to a file that does not exist yet. */
  void exportCar(Cid cid, Path car);

  /** Whether the archive is kept here; does not read it. */
  boolean has(Cid cid);

  /** Every archive that is kept here, in the order of the CIDs. */
  List<Cid> list();

  /** Writes the files of the archive into a directory that is absent or empty. */
  void extract(Cid cid, Path directory);

  /** Reads every block again, recomputes its address and says what is missing or corrupt. */
  VerifyResult verify(Cid cid);
}
