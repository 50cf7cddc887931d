package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileSecretResolverTest {
  @TempDir Path workspace;

  @Test
  void readsUserAndPasswordFromTheEnvironment() {
    SecretResolver resolver = new EnvFileSecretResolver(workspace, Map.of("DB", "dora:s3:cret"));
    Credentials credentials = resolver.resolve(new SecretRef("env", "DB"));
    assertThat(credentials).isEqualTo(new Credentials("dora", "s3:cret"));
    assertThat(credentials.toString()).doesNotContain("s3");
  }

  @Test
  void readsAFileAnewEachTime() throws IOException {
    Path file = file("db", "dora:one\n", "rw-r--r--");
    SecretResolver resolver = new EnvFileSecretResolver(workspace, Map.of());
    assertThat(resolver.resolve(new SecretRef("file", "db")).password()).isEqualTo("one");
    Files.writeString(file, "dora:two\r\n");
    assertThat(resolver.resolve(new SecretRef("file", file.toString())).password())
        .isEqualTo("two");
  }

  @Test
  void whatResolvesToNothingIsRefusedByItsReferenceAlone() throws IOException {
    file("bad", "hunter2", "rw-------");
    file("open", "dora:hunter2", "rw-rw----");
    refuses(
        new SecretRef("env", "NONE"),
        "credentials env:NONE: names an environment variable that is not set");
    refuses(new SecretRef("env", "EMPTY"), "is not set");
    refuses(
        new SecretRef("file", "none"), "credentials file:none: names a file that cannot be read");
    refuses(new SecretRef("file", "bad"), "does not hold user:password");
    refuses(new SecretRef("file", "open"), "chmod go-w");
    refuses(new SecretRef("vault", "x"), "unknown scheme");
  }

  @Test
  void whatTheServerKeepsForItselfIsNoCredential() throws IOException {
    Files.createDirectory(workspace.resolve(".dihya"));
    file(".dihya/server.json", "{\"token\":\"hunter2\"}", "rw-------");
    Files.createSymbolicLink(workspace.resolve("link"), workspace.resolve(".dihya/server.json"));
    refuses(new SecretRef("file", ".dihya/server.json"), "the server's own");
    refuses(new SecretRef("file", "x/../.dihya/../.dihya/server.json"), "file:x/");
    refuses(new SecretRef("file", "link"), "the server's own");
    file("lines", "dora:hunter2\nmore", "rw-------");
    refuses(new SecretRef("file", "lines"), "in one line");
  }

  private void refuses(SecretRef reference, String message) {
    SecretResolver resolver = new EnvFileSecretResolver(workspace, Map.of("EMPTY", ""));
    assertThatThrownBy(() -> resolver.resolve(reference))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("hunter2");
  }

  private Path file(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(workspace.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }
}
