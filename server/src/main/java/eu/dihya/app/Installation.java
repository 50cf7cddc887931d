package eu.dihya.app;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name of this workspace among all that work on the same targets. One process at a time bears
 * it, so what is left over under this name is nobody's.
 */
final class Installation {
  private Installation() {}

  /** Reads it, or makes it; to be called under the workspace's lock. */
  static String of(Path state) {
    Path file = state.resolve("installation");
    try {
      if (!Files.exists(file)) {
        Path partial = state.resolve("installation.partial");
        Files.writeString(partial, UUID.randomUUID() + "\n");
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return UUID.fromString(Files.readString(file).strip()).toString();
    } catch (IOException | IllegalArgumentException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "cannot read " + file + ", the name of this workspace; delete it to get a new one",
          e);
    }
  }
}
