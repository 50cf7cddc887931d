package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Seals secrets with a fresh key each, opens them, and wraps their keys anew. Pure. */
public final class Sealing {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;

  private Sealing() {}

  public static SealedSecret seal(String name, int version, String value, MasterKey master) {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    SealedSecret empty = new SealedSecret(name, version, master.id(), "", "");
    byte[] plain = value.getBytes(StandardCharsets.UTF_8);
    try {
      return new SealedSecret(
          name,
          version,
          master.id(),
          AesGcm.seal(master.key(), key, empty.boundKey()),
          AesGcm.seal(aes(key), plain, empty.boundValue()));
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * The value.
   *
   * @throws DihyaException CONFIGURATION when its master key is not known, or it is not what was
   *     sealed under this name
   */
  public static String open(SealedSecret secret, MasterKeys masters) {
    byte[] key = key(secret, masters);
    try {
      return new String(
          AesGcm.open(aes(key), secret.value(), secret.boundValue()), StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw altered(secret, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * The same secret with its key under the newest master key; the value stays as it is.
   *
   * @throws DihyaException as {@link #open}
   */
  public static SealedSecret wrapAnew(SealedSecret secret, MasterKeys masters) {
    byte[] key = key(secret, masters);
    MasterKey newest = masters.newest();
    SealedSecret anew =
        new SealedSecret(secret.name(), secret.version(), newest.id(), "", secret.value());
    try {
      return new SealedSecret(
          anew.name(),
          anew.version(),
          anew.keyId(),
          AesGcm.seal(newest.key(), key, anew.boundKey()),
          anew.value());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] key(SealedSecret secret, MasterKeys masters) {
    MasterKey master =
        masters
            .find(secret.keyId())
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.CONFIGURATION,
                        "the secret '%s' is sealed with the master key %s, and known is %s; name the file of that key in secrets.oldMasterKeyFiles, or set the secret anew"
                            .formatted(
                                secret.name(),
                                secret.keyId(),
                                String.join(
                                    ", ", masters.all().stream().map(MasterKey::id).toList()))));
    try {
      return AesGcm.open(master.key(), secret.wrappedKey(), secret.boundKey());
    } catch (AEADBadTagException e) {
      throw altered(secret, e);
    }
  }

  private static SecretKey aes(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }

  private static DihyaException altered(SealedSecret secret, AEADBadTagException cause) {
    return new DihyaException(
        ErrorCode.CONFIGURATION,
        "the secret '"
            + secret.name()
            + "' cannot be opened: the control store was altered, or holds another secret's row;"
            + " set it anew, and find out who wrote there",
        cause);
  }
}
