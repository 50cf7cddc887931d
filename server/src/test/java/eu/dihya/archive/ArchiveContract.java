package eu.dihya.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every archive must do. */
public abstract class ArchiveContract {
  @TempDir protected Path scratch;

  protected abstract Archive archive();

  @Test
  void keepsATreeUnderTheAddressThatIsComputedHere() {
    Cid cid = archive().put(ArchiveTrees.evidence(1));
    assertThat(cid).isEqualTo(ArchiveTrees.cid(ArchiveTrees.evidence(1)));
    assertThat(archive().has(cid)).isTrue();
    assertThat(archive().list()).contains(cid);
    assertThat(archive().put(ArchiveTrees.evidence(1))).isEqualTo(cid);
  }

  @Test
  void givesTheSameFilesBack() throws IOException {
    Cid cid = archive().put(ArchiveTrees.evidence(2));
    Path out = scratch.resolve("out/of/it");
    archive().extract(cid, out);
    assertThat(ArchiveTrees.cid(ArchiveTree.of(out))).isEqualTo(cid);
    assertThat(out.resolve("migration_audit_report.md")).hasContent("# Report 2");
    assertThat(Files.size(out.resolve("logs/clinique-lyon.ndjson"))).isEqualTo(2_500_000);
    assertThatThrownBy(() -> archive().extract(cid, out))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
  }

  @Test
  void givesALargeDirectoryBack() {
    List<ArchiveEntry> entries = new ArrayList<>();
    for (int i = 0; i < 3_500; i++) {
      entries.add(
          ArchiveEntry.text(
              "receipts/receipt-of-a-tenant-with-a-long-name-%05d.json".formatted(i), "" + i % 5));
    }
    Cid cid = archive().put(ArchiveTree.of(entries));
    archive().extract(cid, scratch.resolve("large"));
    assertThat(ArchiveTrees.cid(ArchiveTree.of(scratch.resolve("large")))).isEqualTo(cid);
    assertThat(archive().verify(cid).intact()).isTrue();
  }

  @Test
  void findsAnIntactArchiveIntact() {
    Cid cid = archive().put(ArchiveTrees.evidence(3));
    VerifyResult result = archive().verify(cid);
    assertThat(result.faults()).isEmpty();
    // three chunks and their node, the report, the empty log, the JSON, and three directories
    assertThat(result.blocks()).isEqualTo(10);
    assertThat(result.bytes()).isGreaterThan(2_500_000);
  }

  @Test
  void movesAnArchiveAsACar() {
    Cid cid = archive().put(ArchiveTrees.evidence(4));
    Path car = scratch.resolve("moved.car");
    archive().exportCar(cid, car);
    assertThat(CarFile.check(car)).isEqualTo(cid);
    assertThat(archive().importCar(car)).isEqualTo(cid);
  }

  @Test
  void saysWhatItDoesNotKeep() {
    Cid unknown = ArchiveTrees.cid(ArchiveTrees.evidence(99));
    assertThat(archive().has(unknown)).isFalse();
    assertThat(archive().list()).doesNotContain(unknown);
    assertThatThrownBy(() -> archive().extract(unknown, scratch.resolve("nothing")))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessageContaining(unknown.toString());
    assertThat(scratch.resolve("nothing")).doesNotExist();
  }

  @Test
  void refusesACarWithAFlippedByte() throws IOException {
    Path car = scratch.resolve("flipped.car");
    Cid cid = CarFile.write(ArchiveTrees.evidence(5), car);
    byte[] bytes = Files.readAllBytes(car);
    bytes[bytes.length / 2] ^= 1;
    Files.write(car, bytes);
    assertThatThrownBy(() -> archive().importCar(car))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("holds other bytes for block bafkrei");
    assertThat(archive().has(cid)).isFalse();
  }
}
