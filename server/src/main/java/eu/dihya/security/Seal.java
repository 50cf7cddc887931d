package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts short texts for the control store: AES-256-GCM with a random nonce, bound to what they
 * are for, so that one row's text is no other row's. Thread-safe.
 */
public final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  /**
   * @param key 256 bits
   */
  public Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param use what the text is for; needed to open it again
   */
  public String seal(String text, String use) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed;
    try {
      sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, use).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return Base64.getEncoder().encodeToString(all);
  }

  /**
   * @throws DihyaException CONFIGURATION when it was sealed with another key or for another use, or
   *     was changed
   */
  public String open(String sealed, String use) {
    byte[] all = Base64.getDecoder().decode(sealed);
    try {
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, use)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "what the control store keeps sealed cannot be opened with this key file; put the key file"
              + " back that belongs to the store",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String use) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(use.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
