package eu.dihya.catalog;

/**
 * Tells whether a stream of bytes is well-formed UTF-8: no overlong forms, no surrogates, nothing
 * over U+10FFFF.
 */
final class Utf8Check {
  private int pending;
  private int low = 0x80;
  private int high = 0xBF;

  /** Whether the byte may stand here. After a false answer the check is over. */
  boolean accept(byte b) {
    int value = b & 0xFF;
    if (pending > 0) {
      boolean fits = value >= low && value <= high;
      pending--;
      expect(pending, 0x80, 0xBF);
      return fits;
    }
    if (value < 0x80) {
      return true;
    }
    return switch (value) {
      case 0xE0 -> expect(2, 0xA0, 0xBF);
      case 0xED -> expect(2, 0x80, 0x9F);
      case 0xF0 -> expect(3, 0x90, 0xBF);
      case 0xF4 -> expect(3, 0x80, 0x8F);
      default -> lead(value);
    };
  }

  /** Whether no character is half read. */
  boolean complete() {
    return pending == 0;
  }

  private boolean lead(int value) {
    if (value < 0xC2 || value > 0xF4) {
      return false;
    }
    return expect(value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3, 0x80, 0xBF);
  }

  private boolean expect(int more, int from, int to) {
    pending = more;
    low = from;
    high = to;
    return true;
  }
}
