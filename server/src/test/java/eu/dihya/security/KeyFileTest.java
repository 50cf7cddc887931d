package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path directory;

  @Test
  void itIsMadeOnceForItsOwnerAlone() throws IOException {
    Path file = directory.resolve("a.key");
    String id = KeyFile.open(file).id();
    assertThat(KeyFile.open(file).id()).isEqualTo(id);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(KeyFile.open(directory.resolve("b.key")).id()).isNotEqualTo(id);
  }

  @Test
  void whatOthersMayReadIsRefused() throws IOException {
    Path file = directory.resolve("a.key");
    KeyFile.open(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> KeyFile.open(file))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void whatIsNoKeyIsRefused() throws IOException {
    for (String text : new String[] {"", "AAAA", "not base64!"}) {
      Path file = Files.writeString(directory.resolve("x.key"), text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(() -> KeyFile.open(file))
          .as(text)
          .isInstanceOf(DihyaException.class)
          .hasMessageContaining(file.toString());
    }
    assertThatThrownBy(() -> KeyFile.open(directory.resolve("none/x.key")))
        .isInstanceOf(DihyaException.class);
  }

  @Test
  void whatWasSealedWithAnotherKeyStaysSealed() {
    Seal seal = new Seal(KeyFile.open(directory.resolve("a.key")));
    String sealed = seal.seal("a secret", "x");
    assertThat(seal.open(sealed, "x")).isEqualTo("a secret");
    assertThat(seal.seal("a secret", "x")).isNotEqualTo(sealed);
    Seal other = new Seal(KeyFile.open(directory.resolve("b.key")));
    assertThatThrownBy(() -> other.open(sealed, "x")).isInstanceOf(DihyaException.class);
    assertThatThrownBy(() -> seal.open(sealed, "y")).isInstanceOf(DihyaException.class);
    char flipped = sealed.charAt(20) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, 20) + flipped + sealed.substring(21);
    assertThatThrownBy(() -> seal.open(changed, "x")).isInstanceOf(DihyaException.class);
  }
}
