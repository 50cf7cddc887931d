package eu.dihya.tenants;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a connection to a target is encrypted.
 *
 * @param authorities absolute path of a PEM file with the authorities that alone are trusted; the
 *     machine's own when empty. For {@link Mode#VERIFY_FULL} alone
 */
public record Tls(Mode mode, Optional<String> authorities) {
  /** What is meant where nothing is said. */
  public static final Tls PREFERRED = new Tls(Mode.PREFER, Optional.empty());

  /** From the weakest to the strongest. */
  public enum Mode {
    /** Never. */
    DISABLE,
    /** Where the server can; unchecked. */
    PREFER,
    /** Or not at all; whose certificate it is, is not checked. */
    REQUIRE,
    /** Or not at all, with a certificate of a trusted authority for this very host. */
    VERIFY_FULL;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Mode> of(String code) {
      return Arrays.stream(values()).filter(mode -> mode.code().equals(code)).findFirst();
    }

    static List<String> codes() {
      return Arrays.stream(values()).map(Mode::code).toList();
    }
  }

  /** Whether an unencrypted connection is refused. */
  public boolean required() {
    return mode == Mode.REQUIRE || mode == Mode.VERIFY_FULL;
  }

  /** Whether the server has to prove who it is. */
  public boolean verified() {
    return mode == Mode.VERIFY_FULL;
  }

  @Override
  public String toString() {
    return mode.code() + authorities.map(file -> " with " + file).orElse("");
  }
}
