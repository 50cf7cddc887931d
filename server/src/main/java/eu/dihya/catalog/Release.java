package eu.dihya.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * An immutable set of migrations, named by its content.
 *
 * @param digest SHA-256, hex, over the entries in their order
 * @param entries in the catalogue's order
 */
public record Release(String digest, List<Entry> entries) {
  public Release {
    entries = List.copyOf(entries);
  }

  /** One migration of the release. {@code version} is the text of the history's version column. */
  public record Entry(String stream, String version, String description, List<File> files) {
    public Entry {
      files = List.copyOf(files);
    }
  }

  /** One file of a migration: its name without directories, and the checksum of its bytes. */
  public record File(String name, String rawChecksum) {}

  static Release of(List<Migration> migrations) {
    List<Entry> entries = migrations.stream().map(Release::entry).toList();
    List<String> parts = new ArrayList<>();
    for (Entry entry : entries) {
      parts.add(entry.stream());
      parts.add(entry.version());
      parts.add(String.valueOf(entry.files().size()));
      for (File file : entry.files()) {
        parts.add(file.name());
        parts.add(file.rawChecksum());
      }
    }
    return new Release(Sha256.ofParts(parts), entries);
  }

  private static Entry entry(Migration migration) {
    List<File> files =
        migration.variants().stream()
            .map(file -> new File(String.valueOf(file.path().getFileName()), file.rawChecksum()))
            .toList();
    return new Entry(
        migration.stream(), migration.historyVersion(), migration.description(), files);
  }
}
