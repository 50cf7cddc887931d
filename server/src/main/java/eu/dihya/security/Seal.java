package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.charset.StandardCharsets;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/**
 * Encrypts short texts of accounts for the control store with one key, each bound to what it is
 * for, so that one row's text is no other row's. Thread-safe.
 */
public final class Seal {
  private final SecretKey key;

  public Seal(MasterKey key) {
    this.key = key.key();
  }

  /**
   * @param use what the text is for; needed to open it again
   */
  public String seal(String text, String use) {
    return AesGcm.seal(key, text.getBytes(StandardCharsets.UTF_8), use);
  }

  /**
   * @throws DihyaException CONFIGURATION when it was sealed with another key or for another use, or
   *     was changed
   */
  public String open(String sealed, String use) {
    try {
      return new String(AesGcm.open(key, sealed, use), StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "what the control store keeps sealed cannot be opened with this key file; put the key"
              + " file back that belongs to the store",
          e);
    }
  }
}
