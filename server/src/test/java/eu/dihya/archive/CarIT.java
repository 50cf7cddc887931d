package eu.dihya.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our CAR files against the reference implementation. */
class CarIT {
  @TempDir Path directory;

  @Test
  void writesWhatTheReferenceReads() throws IOException {
    Path car = directory.resolve("ours.car");
    Cid cid = CarFile.write(ArchiveTrees.evidence(6), car);
    List<String> read = JsTools.run("car.mjs", "read", car.toString());
    assertThat(read).hasSize(11).startsWith(cid.toString()).endsWith(cid.toString());
    assertThat(read.subList(1, 11)).doesNotHaveDuplicates();
  }

  @Test
  void readsWhatTheReferenceWrites() throws IOException {
    Path ours = directory.resolve("ours.car");
    Path theirs = directory.resolve("theirs.car");
    Cid cid = CarFile.write(ArchiveTrees.evidence(7), ours);
    JsTools.run("car.mjs", "copy", ours.toString(), theirs.toString());
    assertThat(CarFile.check(theirs)).isEqualTo(cid);
    assertThat(Files.readAllBytes(theirs)).isEqualTo(Files.readAllBytes(ours));
  }
}
