package eu.dihya.archive;

import java.util.List;

/**
 * What was found when every block of an archive was read again.
 *
 * @param root the archive
 * @param blocks how many different blocks were found intact
 * @param bytes how many bytes they have together
 * @param faults what is missing or corrupt; empty when all is well
 */
public record VerifyResult(Cid root, long blocks, long bytes, List<Fault> faults) {
  /** What can be wrong with a block. */
  public enum Kind {
    /** Nothing is kept under the address, so nothing below it could be checked either. */
    MISSING,
    /** The bytes do not have the hash that the address says. */
    CORRUPT,
    /** The container of the blocks is damaged. */
    CONTAINER
  }

  /**
   * One thing that is wrong.
   *
   * @param cid the block; for the container, the root
   * @param path where in the archive it belongs, {@code /} for the root
   * @param kind what kind of fault
   * @param detail in words
   */
  public record Fault(Cid cid, String path, Kind kind, String detail) {
    @Override
    public String toString() {
      return "%s (%s): %s".formatted(cid, path, detail);
    }
  }

  public VerifyResult {
    faults = List.copyOf(faults);
  }

  public boolean intact() {
    return faults.isEmpty();
  }
}
