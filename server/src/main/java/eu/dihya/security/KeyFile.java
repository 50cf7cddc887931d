package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A key that the server makes for itself, in a file that only its owner reads. */
public final class KeyFile {
  private KeyFile() {}

  /**
   * The key of a file, which is made when it is not there.
   *
   * @throws DihyaException CONFIGURATION when it cannot be read, others may read it, or it holds no
   *     key; USAGE when it cannot be written
   */
  public static MasterKey open(Path file) {
    if (Files.notExists(file)) {
      create(file);
    }
    return new MasterKeyFiles(Optional.of(file), List.of()).get().newest();
  }

  private static void create(Path file) {
    try {
      NewMasterKey.write(file);
    } catch (DihyaException e) {
      // Somebody made it at this moment: theirs is read.
      if (e.code() != ErrorCode.CONFLICT) {
        throw e;
      }
    }
  }
}
