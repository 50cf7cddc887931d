package eu.dihya.security;

import java.util.regex.Pattern;

/**
 * A secret as it is kept: its value under a key of its own, and that key under a master key. No
 * part of it can be taken for another secret's.
 *
 * @param version 1, and one more each time that the value is set
 * @param keyId of the master key
 * @param wrappedKey the key of this version, under the master key; base64
 * @param value under the key of this version; base64
 */
public record SealedSecret(
    String name, int version, String keyId, String wrappedKey, String value) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** Whether a secret can have this name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What its key is bound to. */
  String boundKey() {
    return String.join("\n", "dihya secret key 1", name, String.valueOf(version), keyId);
  }

  /** What its value is bound to; not the master key, which changes while the value stays. */
  String boundValue() {
    return String.join("\n", "dihya secret value 1", name, String.valueOf(version));
  }

  @Override
  public String toString() {
    return "sealed:" + name;
  }
}
