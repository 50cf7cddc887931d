package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files with the master keys, one key each. Read at every use, so that a server does not keep
 * keys that were taken away, and one tenant's missing key stops no other. Thread-safe.
 *
 * @param newest the one that seals; empty when none was configured
 * @param old those that only open what they sealed
 */
public record MasterKeyFiles(Optional<Path> newest, List<Path> old)
    implements Supplier<MasterKeys> {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final int LARGEST = 4096;

  public MasterKeyFiles {
    old = List.copyOf(old);
  }

  /**
   * Reads them.
   *
   * @throws DihyaException CONFIGURATION when there is none, or one of them is no key file or can
   *     be read by others
   */
  @Override
  public MasterKeys get() {
    if (newest.isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "no master key is configured; make one with 'dihya secret new-master-key FILE', and name"
              + " the file in secrets.masterKeyFile");
    }
    List<MasterKey> keys = new ArrayList<>(List.of(read(newest.get())));
    old.forEach(file -> keys.add(read(file)));
    return new MasterKeys(keys);
  }

  private static MasterKey read(Path file) {
    try {
      refuseReadable(file);
      if (Files.size(file) > LARGEST) {
        throw refused(file, "is too large for a key", null);
      }
      return MasterKey.parse(Files.readString(file));
    } catch (IOException e) {
      throw refused(file, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    } catch (IllegalArgumentException e) {
      throw refused(file, String.valueOf(e.getMessage()), null);
    }
  }

  private static void refuseReadable(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")
        && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
      throw refused(file, "can be read or written by others; run 'chmod 600' on it", null);
    }
  }

  private static DihyaException refused(Path file, String reason, @Nullable Throwable cause) {
    return new DihyaException(
        ErrorCode.CONFIGURATION, "the master key file " + file + " " + reason, cause);
  }
}
