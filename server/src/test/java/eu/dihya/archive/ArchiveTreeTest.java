package eu.dihya.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTreeTest {
  @TempDir Path directory;

  @Test
  void hasOneAddressForTheSameFilesHoweverTheyAreGiven() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    Files.writeString(directory.resolve("a/b/c"), "1");
    Files.writeString(directory.resolve("é"), "2");
    ArchiveEntry first = ArchiveEntry.text("a/b/c", "1");
    ArchiveEntry second = ArchiveEntry.file("é", directory.resolve("é"));
    assertThat(ArchiveTrees.cid(ArchiveTree.of(List.of(first, second))))
        .isEqualTo(ArchiveTrees.cid(ArchiveTree.of(List.of(second, first))))
        .isEqualTo(ArchiveTrees.cid(ArchiveTree.of(directory)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a/\0", "a\\b", "\uD800"})
  void refusesPathsThatLeadElsewhere(String path) {
    assertThatThrownBy(() -> ArchiveEntry.text(path, "")).isInstanceOf(DihyaException.class);
  }

  @Test
  void refusesTwoFilesAtOnePath() {
    for (List<String> paths :
        List.of(List.of("a", "a"), List.of("a", "a/b"), List.of("a/b", "a"))) {
      List<ArchiveEntry> entries = paths.stream().map(path -> ArchiveEntry.text(path, "")).toList();
      assertThatThrownBy(() -> ArchiveTree.of(entries))
          .as("%s", paths)
          .isInstanceOf(DihyaException.class);
    }
  }

  @Test
  void refusesSymbolicLinks() throws IOException {
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));
    assertThatThrownBy(() -> ArchiveTree.of(directory))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("symbolic link");
  }

  /** An archive from elsewhere has valid hashes and whatever names its maker chose. */
  @ParameterizedTest
  @ValueSource(strings = {"../escaped", "..", "/etc/escaped", "a/b", ".", "a\\b"})
  void doesNotExtractANameThatLeadsOutOfTheDirectory(String name) {
    Map<Cid, byte[]> blocks = new HashMap<>();
    Block leaf = Block.of(Cid.Codec.RAW, "x".getBytes(StandardCharsets.UTF_8));
    for (UnixFs kind :
        List.of(new UnixFs.Directory(), new UnixFs.Shard(java.math.BigInteger.TEN))) {
      String inside = kind instanceof UnixFs.Shard ? "0A" + name : name;
      Block root = new DagNode(List.of(new DagLink(inside, leaf.cid(), 1)), kind).block();
      blocks.put(leaf.cid(), leaf.bytes());
      blocks.put(root.cid(), root.bytes());
      DagExtractor extractor = new DagExtractor(cid -> Optional.ofNullable(blocks.get(cid)));
      assertThatThrownBy(() -> extractor.extract(root.cid(), directory.resolve("in/out")))
          .isInstanceOf(DihyaException.class);
      assertThat(directory.resolve("in")).isEmptyDirectory();
    }
  }
}
