package eu.dihya.archive.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.archive.Archive;
import eu.dihya.archive.ArchiveContract;
import eu.dihya.archive.ArchiveEntry;
import eu.dihya.archive.ArchiveTree;
import eu.dihya.archive.ArchiveTrees;
import eu.dihya.archive.CarFile;
import eu.dihya.archive.Cid;
import eu.dihya.archive.VerifyResult;
import eu.dihya.base.DihyaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalArchiveTest extends ArchiveContract {
  private static final ArchiveTree SMALL =
      ArchiveTree.of(
          List.of(
              ArchiveEntry.text("a/report.md", "# Report"),
              ArchiveEntry.text("log", "{\"tenant\":\"lyon\"}")));

  private LocalArchive archive;

  @BeforeEach
  void open() {
    archive = new LocalArchive(scratch.resolve("archive"));
  }

  @Override
  protected Archive archive() {
    return archive;
  }

  @Test
  void namesTheBlockThatWasFlipped() throws IOException {
    Cid cid = archive.put(SMALL);
    byte[] intact = Files.readAllBytes(car(cid));
    int at = indexOf(intact, "lyon");
    intact[at] ^= 1;
    Files.write(car(cid), intact);
    Cid log = Cid.of(Cid.Codec.RAW, "{\"tenant\":\"lyon\"}".getBytes(StandardCharsets.UTF_8));
    VerifyResult result = archive.verify(cid);
    assertThat(result.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.cid()).isEqualTo(log);
              assertThat(fault.path()).isEqualTo("/log");
              assertThat(fault.kind()).isEqualTo(VerifyResult.Kind.CORRUPT);
            });
    assertThatThrownBy(() -> archive.extract(cid, scratch.resolve("out")))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining(log.toString());
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).containsExactly(scratch.resolve("archive"));
    }
  }

  @Test
  void findsEachSingleFlippedBit() throws IOException {
    Cid cid = archive.put(SMALL);
    byte[] intact = Files.readAllBytes(car(cid));
    for (int i = 0; i < intact.length; i++) {
      byte[] flipped = intact.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Files.write(car(cid), flipped);
      assertThat(archive.verify(cid).intact()).as("bit in byte %d", i).isFalse();
      assertThatThrownBy(() -> CarFile.check(car(cid)))
          .as("bit in byte %d", i)
          .isInstanceOf(DihyaException.class);
    }
  }

  @Test
  void findsEachTruncationAndSaysWhatIsMissing() throws IOException {
    Cid cid = archive.put(SMALL);
    byte[] intact = Files.readAllBytes(car(cid));
    for (int length = 0; length < intact.length; length++) {
      Files.write(car(cid), Arrays.copyOf(intact, length));
      List<VerifyResult.Fault> faults = archive.verify(cid).faults();
      // The root is the last block, so it is missing in every one of them.
      assertThat(faults)
          .as("%d bytes", length)
          .anySatisfy(
              fault -> {
                assertThat(fault.cid()).isEqualTo(cid);
                assertThat(fault.kind()).isEqualTo(VerifyResult.Kind.MISSING);
              });
    }
  }

  @Test
  void namesABlockInTheMiddleThatIsMissing() throws IOException {
    Cid cid = archive.put(SMALL);
    byte[] intact = Files.readAllBytes(car(cid));
    Cid report = Cid.of(Cid.Codec.RAW, "# Report".getBytes(StandardCharsets.UTF_8));
    int at = indexOf(intact, "# Report") - 37;
    byte[] without = new byte[intact.length - 45];
    System.arraycopy(intact, 0, without, 0, at);
    System.arraycopy(intact, at + 45, without, at, without.length - at);
    Files.write(car(cid), without);
    assertThat(archive.verify(cid).faults())
        .containsExactly(
            new VerifyResult.Fault(
                report, "/a/report.md", VerifyResult.Kind.MISSING, "the block is missing"));
    Path copy = scratch.resolve("incomplete.car");
    Files.copy(car(cid), copy);
    assertThatThrownBy(() -> archive.importCar(copy))
        .hasMessageContaining("not complete")
        .hasMessageContaining("report.md");
  }

  @Test
  void healsADamagedArchiveWhenItIsPutAgain() throws IOException {
    Cid cid = archive.put(SMALL);
    Files.write(car(cid), new byte[10]);
    archive.put(SMALL);
    assertThat(archive.verify(cid).intact()).isTrue();
  }

  @Test
  void removesWhatWasHalfWrittenAndDoesNotListIt() throws IOException {
    Cid cid = archive.put(SMALL);
    Path half = Files.writeString(scratch.resolve("archive/.incoming-1"), "half");
    assertThat(archive.list()).containsExactly(cid);
    assertThat(new LocalArchive(scratch.resolve("archive")).list()).containsExactly(cid);
    assertThat(half).doesNotExist();
  }

  @Test
  void leavesNothingBehindWhenAFileCannotBeRead() throws IOException {
    ArchiveTree broken =
        ArchiveTree.of(
            List.of(
                ArchiveEntry.text("a", "a"), ArchiveEntry.file("gone", scratch.resolve("gone"))));
    assertThatThrownBy(() -> archive.put(broken)).isInstanceOf(DihyaException.class);
    try (Stream<Path> left = Files.list(scratch.resolve("archive"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void keepsOneBlockOfManyEqualChunks() throws IOException {
    byte[] zeros = new byte[20 * 1024 * 1024];
    Cid cid =
        archive.put(
            ArchiveTree.of(
                List.of(new ArchiveEntry("z", () -> new java.io.ByteArrayInputStream(zeros)))));
    assertThat(Files.size(car(cid))).isLessThan(1_100_000);
    archive.extract(cid, scratch.resolve("out"));
    assertThat(Files.readAllBytes(scratch.resolve("out/z"))).isEqualTo(zeros);
    assertThat(ArchiveTrees.cid(ArchiveTree.of(scratch.resolve("out")))).isEqualTo(cid);
  }

  private Path car(Cid cid) {
    return scratch.resolve("archive").resolve(cid + ".car");
  }

  private static int indexOf(byte[] bytes, String text) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).isPositive();
    return at;
  }
}
