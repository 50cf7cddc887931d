package eu.dihya.security;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.util.List;
import java.util.Locale;

/**
 * Which passwords may be chosen: long, and not guessed early. No rules about kinds of characters,
 * and none about changing, as of <a href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP
 * 800-63B</a>. Thread-safe.
 */
public final class PasswordRules {
  public static final int SHORTEST = 12;
  public static final int LONGEST = 128;

  /** Of 0 to 4: from here on more than 10^8 guesses are needed. */
  private static final int STRONG_ENOUGH = 3;

  private static final int MEASURED = 40;

  private final Zxcvbn guesses = new Zxcvbn();

  /**
   * Throws when the password may not be chosen.
   *
   * @param name of the account, which is guessed first
   * @throws DihyaException USAGE
   */
  public void check(String password, String name) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw refused("a password has %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    if (password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
      throw refused("a password does not hold the name it is for");
    }
    // The time that measuring takes grows fast with the length, and length is strength by itself.
    String measured =
        password.substring(0, password.offsetByCodePoints(0, Math.min(length, MEASURED)));
    Strength strength = guesses.measure(measured, List.of(name, "dihya"));
    if (strength.getScore() < STRONG_ENOUGH) {
      throw refused(
          "this password is among the first that are guessed; take some words that do not belong"
              + " together, or let a password manager make one");
    }
  }

  private static DihyaException refused(String why) {
    return new DihyaException(ErrorCode.USAGE, why);
  }
}
