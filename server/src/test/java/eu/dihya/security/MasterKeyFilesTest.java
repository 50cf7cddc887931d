package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFilesTest {
  @TempDir Path directory;

  private Path file(String name) {
    return directory.resolve(name);
  }

  private MasterKeys read(String name, String... old) {
    return new MasterKeyFiles(
            Optional.of(file(name)), List.of(old).stream().map(this::file).toList())
        .get();
  }

  private void refused(String name, String... words) {
    assertThatThrownBy(() -> read(name))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining(name)
        .hasMessageContainingAll(words);
  }

  @Test
  void aNewKeyIsItsOwnersAloneAndNeverTakesAFilesPlace() throws IOException {
    String id = NewMasterKey.write(file("a"));
    assertThat(Files.getPosixFilePermissions(file("a")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    String text = Files.readString(file("a"));
    assertThat(read("a").newest().id()).isEqualTo(id);
    assertThat(id).matches("[0-9a-f]{12}");
    assertThatThrownBy(() -> NewMasterKey.write(file("a"))).hasMessageContaining("never overwrit");
    assertThat(Files.readString(file("a"))).isEqualTo(text).doesNotContain(id);
    assertThatThrownBy(() -> NewMasterKey.write(file("no/where")))
        .hasMessageContaining("there is no directory");
    Files.createSymbolicLink(file("link"), file("elsewhere"));
    assertThatThrownBy(() -> NewMasterKey.write(file("link"))).hasMessageContaining("never");
    assertThat(file("elsewhere")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void aFileThatOthersMayReadOrWriteIsRefused(String mode) throws IOException {
    NewMasterKey.write(file("key"));
    Files.setPosixFilePermissions(file("key"), PosixFilePermissions.fromString(mode));
    refused("key", "others", "chmod 600");
    Files.setPosixFilePermissions(file("key"), PosixFilePermissions.fromString("r--------"));
    assertThat(read("key").all()).hasSize(1);
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingQuoted() throws IOException {
    NewMasterKey.write(file("key"));
    for (String text :
        List.of("", "hunter2", "hunter2!", "aHVudGVyMg==", "hunter2\n".repeat(1000))) {
      Files.writeString(file("key"), text);
      assertThatThrownBy(() -> read("key"))
          .isInstanceOf(DihyaException.class)
          .hasMessageContaining("the master key file")
          .hasMessageNotContaining("hunter2")
          .hasNoCause();
    }
    Files.writeString(file("key"), Base64.getEncoder().encodeToString(new byte[31]));
    refused("key", "31 bytes", "32");
    refused("nothing", "NoSuchFile");
    refused("", "key file");
  }

  @Test
  void theNewestSealsAndTheOldOnesAreKnown() {
    String old = NewMasterKey.write(file("old"));
    String young = NewMasterKey.write(file("new"));
    MasterKeys keys = read("new", "old");
    assertThat(keys.newest().id()).isEqualTo(young);
    assertThat(keys.find(old)).isPresent();
    assertThat(keys.find("nobody")).isEmpty();
    assertThat(keys.toString()).contains(old, young).hasSizeLessThan(80);
    assertThatThrownBy(() -> new MasterKeyFiles(Optional.empty(), List.of()).get())
        .hasMessageContainingAll("new-master-key", "secrets.masterKeyFile");
  }
}
