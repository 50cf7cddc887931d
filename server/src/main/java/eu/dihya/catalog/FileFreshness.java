package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** Tells whether a file still has the bytes that the catalogue was read from. */
final class FileFreshness {
  private FileFreshness() {}

  static void require(MigrationFile file) {
    String now;
    try {
      Path down = file.down().map(Section::path).orElse(file.path());
      now =
          down.equals(file.path())
              ? checksum(file.path())
              : Sha256.ofParts(List.of(checksum(file.path()), checksum(down)));
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CATALOG, file.displayName() + ": cannot be read: " + e.getMessage(), e);
    }
    if (!now.equals(file.rawChecksum())) {
      throw new DihyaException(
          ErrorCode.CATALOG,
          file.displayName()
              + ": has changed since the plan was made; restore it, or make a new plan");
    }
  }

  private static String checksum(Path path) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return Sha256.hex(digest);
  }
}
