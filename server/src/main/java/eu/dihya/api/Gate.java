package eu.dihya.api;

import eu.dihya.api.Endpoint.Care;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Permission;
import eu.dihya.security.Principal;
import eu.dihya.security.SessionStore.SignedIn;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignIns;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Who may come in: a session or a token, and with a session only writes of the own pages. */
final class Gate {
  /** Under what the context of a request has its caller. */
  static final String CALLER = "caller";

  private static final String KNOWN = "knownCaller";

  private final SignIns signIns;
  private final Sessions sessions;
  private final OwnPages pages;

  Gate(SignIns signIns, Sessions sessions, OwnPages pages) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.pages = pages;
  }

  /**
   * Finds out who calls, and whether they may.
   *
   * @throws DihyaException NOT_SIGNED_IN; NOT_ALLOWED without the permission, or for a write that
   *     may come from a foreign page; STEP_UP
   */
  void admit(RoutingContext context, Permission needed, Set<Care> care) {
    Caller caller = authenticated(context);
    context.put(KNOWN, caller);
    if (bearer(context).isEmpty()) {
      pages.refuseForeignWrite(context.request(), ClientAddress.of(context));
    }
    require(caller.principal(), needed);
    caller.session().ifPresent(session -> requireProof(session, needed));
    if (care.contains(Care.FRESH)) {
      caller.requireFresh();
    }
    context.put(CALLER, caller);
  }

  /** Who calls, let in or not; nobody, as long as that is not known. */
  static Caller known(RoutingContext context) {
    Caller known = context.get(KNOWN);
    return known == null ? WebServer.caller(context) : known;
  }

  /**
   * Whether who opened something that lasts would be let in again: their session or token is there
   * still. Asking counts as a use of the session.
   */
  BooleanSupplier goingOn(RoutingContext context) {
    Optional<String> token = bearer(context);
    Optional<String> cookie = SessionCookie.token(context.request(), Client.of(context).secure());
    return () ->
        token.isPresent()
            ? signIns.bearer(token.get()).isPresent()
            : cookie.flatMap(sessions::find).isPresent();
  }

  /** Who calls something that is open to everybody; nobody, without a session. */
  Caller whoever(RoutingContext context) {
    // No page of another site can send this header.
    if (bearer(context).isEmpty()) {
      pages.refuseForeignWrite(context.request(), ClientAddress.of(context));
    }
    Client client = Client.of(context);
    return SessionCookie.token(context.request(), client.secure())
        .flatMap(sessions::find)
        .map(session -> Caller.of(session, sessions.fresh(session), client))
        .orElseGet(() -> Caller.nobody(client));
  }

  private static void requireProof(SignedIn session, Permission needed) {
    if (!session.proof().full() && needed != Permission.KNOW_ONESELF) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          ("the role %s needs a second factor; enrol an authenticator on the page of your account,"
                  + " or show the code of the one that you have")
              .formatted(session.principal().role().code()));
    }
  }

  /**
   * @throws DihyaException NOT_ALLOWED when the principal's role lacks the permission, or it
   *     reaches beyond their tenants
   */
  static void require(Principal principal, Permission needed) {
    if (!principal.may(needed)) {
      String text =
          principal.role().may(needed)
              ? "this needs the permission %s for all tenants, and you have it for some"
              : "this needs the permission %s, which the role %s does not have";
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED, text.formatted(needed.code(), principal.role().code()));
    }
  }

  private Caller authenticated(RoutingContext context) {
    Client client = Client.of(context);
    Optional<String> token = bearer(context);
    if (token.isPresent()) {
      return signIns
          .bearer(token.get())
          .map(principal -> Caller.of(principal, client))
          .orElseThrow(
              () ->
                  new DihyaException(
                      ErrorCode.NOT_SIGNED_IN,
                      "the token is not known here, has expired or was revoked"));
    }
    return SessionCookie.token(context.request(), client.secure())
        .flatMap(sessions::find)
        .map(session -> Caller.of(session, sessions.fresh(session), client))
        .orElseThrow(() -> new DihyaException(ErrorCode.NOT_SIGNED_IN, "you are not signed in"));
  }

  private static Optional<String> bearer(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Authorization"))
        .filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring("Bearer ".length()).strip());
  }
}
