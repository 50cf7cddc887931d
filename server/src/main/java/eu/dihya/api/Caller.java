package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.security.SessionStore.SignedIn;
import java.util.Optional;

/**
 * Who makes a call.
 *
 * @param session of a browser; empty for a token
 * @param fresh whether they have shown just now who they are, or cannot show it
 */
record Caller(Principal principal, Optional<SignedIn> session, boolean fresh, Client client) {
  private static final Principal NOBODY =
      new Principal("nobody", "nobody", Role.SYSTEM, "none", TenantScope.none());

  static Caller nobody(Client client) {
    return new Caller(NOBODY, Optional.empty(), false, client);
  }

  boolean isNobody() {
    return principal.equals(NOBODY);
  }

  static Caller of(SignedIn session, boolean fresh, Client client) {
    return new Caller(session.principal(), Optional.of(session), fresh, client);
  }

  static Caller of(Principal principal, Client client) {
    return new Caller(principal, Optional.empty(), true, client);
  }

  /**
   * @throws DihyaException STEP_UP
   */
  void requireFresh() {
    if (!fresh) {
      throw new DihyaException(
          ErrorCode.STEP_UP, "show again who you are; then this can be done within five minutes");
    }
  }

  /**
   * The session of a person's account.
   *
   * @throws DihyaException NOT_FOUND for a token, and for a session that began with a link
   */
  SignedIn accountSession() {
    return session
        .filter(open -> open.account() != null)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.NOT_FOUND,
                    "you have signed in without an account, with a link or a token"));
  }
}
