package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Permission;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.security.SignIns;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who may come in: a session or a token, and with a session only writes of the own pages. */
final class Gate {
  static final Principal NOBODY = new Principal("nobody", "nobody", Role.SYSTEM, "none");

  /** Under what the context of a request has its caller. */
  static final String PRINCIPAL = "principal";

  private final SignIns signIns;
  private final OwnPages pages;

  Gate(SignIns signIns, OwnPages pages) {
    this.signIns = signIns;
    this.pages = pages;
  }

  /**
   * Finds out who calls, and whether they may.
   *
   * @throws DihyaException NOT_SIGNED_IN; NOT_ALLOWED without the permission, or for a write that
   *     may come from a foreign page
   */
  void admit(RoutingContext context, Permission needed) {
    Principal principal = authenticated(context);
    require(principal, needed);
    context.put(PRINCIPAL, principal);
  }

  /**
   * @throws DihyaException NOT_ALLOWED when the principal's role lacks the permission
   */
  static void require(Principal principal, Permission needed) {
    if (!principal.role().may(needed)) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          "this needs the permission %s, which the role %s does not have"
              .formatted(needed.code(), principal.role().code()));
    }
  }

  private Principal authenticated(RoutingContext context) {
    Optional<String> token = bearer(context);
    if (token.isPresent()) {
      return signIns
          .bearer(token.get())
          .orElseThrow(
              () ->
                  new DihyaException(
                      ErrorCode.NOT_SIGNED_IN,
                      "the token is not known here, has expired or was revoked"));
    }
    Principal principal =
        cookie(context)
            .flatMap(signIns::session)
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.NOT_SIGNED_IN,
                        "sign in with the link that the server printed when it started"));
    pages.refuseForeignWrite(context.request(), ClientAddress.of(context));
    return principal;
  }

  /** Opens a session for a one-time link's token. */
  Reply signIn(RoutingContext context, Call call, SystemResource system) {
    ClientAddress client = ClientAddress.of(context);
    pages.refuseForeignWrite(context.request(), client);
    SignIns.Opened opened = signIns.open(call.body(LinkBody.class).token());
    return Reply.json(system.session(opened.principal()))
        .with("Set-Cookie", SessionCookie.holding(opened.token(), client));
  }

  Reply signOut(RoutingContext context) {
    ClientAddress client = ClientAddress.of(context);
    pages.refuseForeignWrite(context.request(), client);
    cookie(context).ifPresent(signIns::close);
    return Reply.none().with("Set-Cookie", SessionCookie.none(client));
  }

  record LinkBody(String token) {}

  private static Optional<String> bearer(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Authorization"))
        .filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring("Bearer ".length()).strip());
  }

  private static Optional<String> cookie(RoutingContext context) {
    return SessionCookie.token(context.request(), ClientAddress.of(context));
  }
}
