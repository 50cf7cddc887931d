package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files with new master keys. */
public final class NewMasterKey {
  private NewMasterKey() {}

  /**
   * Writes a new key to a file that only its owner may read, and returns the key's id.
   *
   * @throws DihyaException CONFLICT when there is something of that name, USAGE when it cannot be
   *     written
   */
  public static String write(Path file) {
    String text = MasterKey.random();
    try (FileChannel out =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new DihyaException(
          ErrorCode.CONFLICT, file + " is there already; a key file is never overwritten", e);
    } catch (NoSuchFileException e) {
      throw new DihyaException(
          ErrorCode.USAGE, "there is no directory " + file.toAbsolutePath().getParent(), e);
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.USAGE, "cannot write " + file + " (" + e.getClass().getSimpleName() + ")", e);
    }
    return MasterKey.parse(text).id();
  }

  private static FileAttribute<?>[] ownersOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
