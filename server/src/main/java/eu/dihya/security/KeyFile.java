package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 256 random bits in a file that only its owner reads. */
public final class KeyFile {
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFile() {}

  /**
   * The key of a file, which is made when it is not there.
   *
   * @throws DihyaException CONFIGURATION when it cannot be read or written, others may read it, or
   *     it holds no key
   */
  public static byte[] open(Path file) {
    try {
      if (Files.notExists(file)) {
        create(file);
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(rights)) {
        throw wrong(file, "others may read it; chmod 600 " + file, null);
      }
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw wrong(file, "it holds " + key.length + " bytes, not " + BYTES, null);
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw wrong(file, "it is no base64", e);
    } catch (IOException e) {
      throw wrong(file, e.toString(), e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, options, mode)) {
      String text = Base64.getEncoder().encodeToString(key) + "\n";
      out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      out.force(true);
    } catch (FileAlreadyExistsException e) {
      // Somebody made it at this moment; theirs is read.
    }
  }

  private static DihyaException wrong(Path file, String why, @Nullable Throwable cause) {
    return new DihyaException(ErrorCode.CONFIGURATION, "the key file " + file + ": " + why, cause);
  }
}
