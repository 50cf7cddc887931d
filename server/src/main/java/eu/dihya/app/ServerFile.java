package eu.dihya.app;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * {@code .dihya/server.json}: how a command line on this machine finds a running server. Readable
 * by its owner alone.
 */
public final class ServerFile implements AutoCloseable {
  private final Path file;

  private ServerFile(Path file) {
    this.file = file;
  }

  /** Writes the file, replacing one that a dead process left. */
  public static ServerFile write(Path directory, URI url, String token) {
    Path file = directory.resolve("server.json");
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      String body =
          Json.pretty(
              Map.of("url", url.toString(), "token", token, "pid", ProcessHandle.current().pid()));
      Files.writeString(file, body, StandardOpenOption.WRITE);
      return new ServerFile(file);
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION, "cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot remove " + file, e);
    }
  }
}
