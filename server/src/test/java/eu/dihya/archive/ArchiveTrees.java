package eu.dihya.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/** Trees for tests, and their addresses. */
public final class ArchiveTrees {
  private ArchiveTrees() {}

  /** The address, computed without keeping anything. */
  public static Cid cid(ArchiveTree tree) {
    try {
      return tree.write(block -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A report, a log of several chunks in a directory, and an empty file. */
  public static ArchiveTree evidence(long seed) {
    byte[] log = new byte[2_500_000];
    new Random(seed).nextBytes(log);
    return ArchiveTree.of(
        List.of(
            ArchiveEntry.text("migration_audit_report.md", "# Report " + seed + "\n"),
            new ArchiveEntry(
                "logs/clinique-lyon.ndjson", () -> new java.io.ByteArrayInputStream(log)),
            ArchiveEntry.text("logs/empty", ""),
            ArchiveEntry.text("reçus/école ⵣ.json", "{}")));
  }
}
