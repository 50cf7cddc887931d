package eu.dihya.archive;

import java.io.ByteArrayOutputStream;

/** RFC 4648 base32, lower case, without padding: the form in which CIDv1 is written. */
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int bits = 0;
    int pending = 0;
    for (byte next : bytes) {
      pending = pending << 8 | (next & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((pending >> bits) & 31));
      }
      pending &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((pending << (5 - bits)) & 31));
    }
    return text.toString();
  }

  /**
   * Refuses other characters, impossible lengths and bits left over, so that each value has one
   * spelling.
   */
  static byte[] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 5 / 8);
    int bits = 0;
    int pending = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new MalformedBlock(
            "has the character '" + text.charAt(i) + "', which is not base32 in lower case");
      }
      pending = pending << 5 | digit;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write((pending >> bits) & 0xff);
        pending &= (1 << bits) - 1;
      }
    }
    if (bits >= 5 || pending != 0) {
      throw new MalformedBlock("is cut off or has a character too many");
    }
    return bytes.toByteArray();
  }
}
