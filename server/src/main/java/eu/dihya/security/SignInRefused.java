package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Somebody came back from the identity provider, or was to go there, and does not get in. */
public final class SignInRefused extends DihyaException {
  private static final long serialVersionUID = 1;

  private final Why why;

  public SignInRefused(Why why, String message, @Nullable Throwable cause) {
    super(why == Why.UNREACHABLE ? ErrorCode.UNREACHABLE : ErrorCode.NOT_SIGNED_IN, message, cause);
    this.why = why;
  }

  public SignInRefused(Why why, String message) {
    this(why, message, null);
  }

  /** Why, for the page; nothing that the provider wrote. */
  public enum Why {
    /** They, or the provider, said no. */
    DENIED,
    /** It took too long, began in another browser, or was finished before. */
    EXPIRED,
    /** The provider does not answer. */
    UNREACHABLE,
    /** What the provider says does not hold. */
    UNTRUSTED,
    /** None of their groups gives a role. */
    NO_ROLE,
    /** Their account is suspended. */
    SUSPENDED,
    /** The provider did not let them show again who they are. */
    NOT_FRESH,
    /** It failed too often from the same address. */
    TOO_MANY;

    /** {@code no-role}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Why why() {
    return why;
  }
}
