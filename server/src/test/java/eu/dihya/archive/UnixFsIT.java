package eu.dihya.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address is compared with the one that the pinned importer gives to the same files. */
class UnixFsIT {
  private static final int MIB = 1024 * 1024;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 5 * MIB + 17})
  void addressesFilesAsTheImporterDoes(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    compareFile(Files.write(directory.resolve("file"), content));
  }

  /**
   * 1,024 leaves fill a node exactly; one more makes a second level with a node of a single link.
   */
  @ParameterizedTest
  @ValueSource(longs = {1024L * MIB, 1024L * MIB + 1})
  void addressesFilesOfSeveralLevels(long size) throws IOException {
    Path file = directory.resolve("file");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
      sparse.seek(700L * MIB + 3);
      sparse.writeUTF("not all chunks are equal");
    }
    compareFile(file);
  }

  @Test
  void addressesNestedDirectoriesWithNamesInManyScripts() throws IOException {
    for (String name :
        new String[] {
          "b",
          "a",
          "B",
          "a.b",
          "a-b",
          "ab",
          "é",
          "e\u0301",
          "école",
          "ⵜⴰⵎⴰⵣⵉⵖⵜ",
          "سجل",
          "\uFFFDx",
          "😀",
          "ﬀ",
          "with space",
          "%41",
          "x".repeat(200)
        }) {
      Files.writeString(directory.resolve(name), "content of " + name);
    }
    Path deep = Files.createDirectories(directory.resolve("z/y/x"));
    Files.write(deep.resolve("large"), new byte[3 * MIB]);
    Files.createFile(deep.resolve("empty"));
    Files.createDirectories(directory.resolve("z/nothing"));
    Files.createDirectories(directory.resolve("nothing/in/here"));
    compareDirectory();
  }

  @Test
  void addressesTheEmptyDirectory() throws IOException {
    compareDirectory();
  }

  @Test
  void splitsADirectoryThatIsTooLargeForOneBlock() throws IOException {
    Path logs = Files.createDirectories(directory.resolve("logs"));
    for (int i = 0; i < 6_000; i++) {
      Files.writeString(logs.resolve("clinique-%04d-é.ndjson".formatted(i)), "{}");
    }
    Files.writeString(directory.resolve("report.md"), "# Report");
    compareDirectory();
  }

  /**
   * Links of 90 bytes, and a longer one that fills the block up to 256 KiB less one, exactly, and
   * one more.
   */
  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 0})
  void splitsAtTheSameSizeAsTheImporter(int difference) throws IOException {
    int perEntry = 2 + 38 + 2 + 46 + 2;
    int room = DirectoryLayout.SPLIT_ABOVE_BYTES - 4;
    int last = room % perEntry;
    for (int i = 0; i < room / perEntry - 1; i++) {
      Files.writeString(directory.resolve("%046d".formatted(i)), "x");
    }
    Files.writeString(directory.resolve("l".repeat(46 + last + difference)), "x");
    compareDirectory();
  }

  @Test
  void splitsADirectoryThatHasDirectoriesInIt() throws IOException {
    for (int i = 0; i < 3_500; i++) {
      Files.writeString(
          directory.resolve("a-rather-long-name-of-a-receipt-%05d.json".formatted(i)), "" + i % 7);
    }
    for (int i = 0; i < 50; i++) {
      Files.writeString(
          Files.createDirectories(directory.resolve("tenant-" + i)).resolve("log"), "" + i);
    }
    compareDirectory();
  }

  private void compareFile(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      Cid ours = new FileLayout(block -> {}).write("", content).cid();
      assertThat(ours).hasToString(JsTools.run("cid.mjs", "file", file.toString()).getFirst());
    }
  }

  private void compareDirectory() throws IOException {
    Cid ours = ArchiveTrees.cid(ArchiveTree.of(directory));
    assertThat(ours)
        .hasToString(JsTools.run("cid.mjs", "directory", directory.toString()).getFirst());
  }
}
