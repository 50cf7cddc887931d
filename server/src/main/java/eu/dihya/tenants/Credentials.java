package eu.dihya.tenants;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;

/** User and password for a database. Its text form hides the password. */
public record Credentials(String user, String password) {
  /**
   * Reads {@code user:password}; the password may hold colons.
   *
   * @throws DihyaException CONFIGURATION, without the text
   */
  public static Credentials parse(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || text.chars().anyMatch(Character::isISOControl)) {
      throw new DihyaException(ErrorCode.CONFIGURATION, "does not hold user:password in one line");
    }
    return new Credentials(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return user + ":***";
  }
}
