package eu.dihya.api;

import eu.dihya.api.Endpoint.Care;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.Permission;
import eu.dihya.security.Principal;
import eu.dihya.security.SessionStore.SignedIn;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignIns;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may come in: the right host name, a session or a token, and for writes a header that no
 * foreign page can send.
 */
final class Gate {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private final SignIns signIns;
  private final Sessions sessions;
  private final boolean anyHost;

  Gate(SignIns signIns, Sessions sessions, boolean anyHost) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.anyHost = anyHost;
  }

  /** A page of another site that resolves its name to this machine must not get in. */
  void checkHost(RoutingContext context) {
    HostAndPort authority = context.request().authority();
    String host = authority == null ? "" : authority.host();
    if (anyHost || LOOPBACK.contains(host.toLowerCase(Locale.ROOT))) {
      context.next();
    } else {
      String message = "this server answers to 127.0.0.1 and localhost only";
      Responses.write(
          context,
          Reply.problem(
              421,
              new DihyaException(ErrorCode.NOT_ALLOWED, message),
              Responses.requestId(context)));
    }
  }

  /**
   * Finds out who calls, and whether they may.
   *
   * @throws DihyaException NOT_SIGNED_IN; NOT_ALLOWED without the permission, or for a write that
   *     may come from a foreign page; STEP_UP
   */
  void admit(RoutingContext context, Permission needed, Set<Care> care) {
    Caller caller = authenticated(context);
    require(caller.principal(), needed);
    caller.session().ifPresent(session -> requireProof(session, needed, care));
    context.put("caller", caller);
  }

  /** Who calls something that is open to everybody; nobody, without a session. */
  Caller whoever(RoutingContext context) {
    // No page of another site can send this header.
    if (bearer(context).isEmpty()) {
      refuseForeignWrites(context);
    }
    Client client = Client.of(context);
    return SessionCookie.read(context)
        .flatMap(sessions::find)
        .map(session -> Caller.of(session, client))
        .orElseGet(() -> Caller.nobody(client));
  }

  private void requireProof(SignedIn session, Permission needed, Set<Care> care) {
    if (!session.proof().full() && needed != Permission.KNOW_ONESELF) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          "the role %s needs a second factor; enrol an authenticator on the page of your account"
              .formatted(session.principal().role().code()));
    }
    if (care.contains(Care.FRESH) && !sessions.fresh(session)) {
      throw stepUpNeeded();
    }
  }

  static DihyaException stepUpNeeded() {
    return new DihyaException(
        ErrorCode.STEP_UP, "show again who you are; then this can be done within five minutes");
  }

  /**
   * @throws DihyaException NOT_ALLOWED when the principal's role lacks the permission, or it reaches
   *     beyond their tenants
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
    Caller caller =
        SessionCookie.read(context)
            .flatMap(sessions::find)
            .map(session -> Caller.of(session, client))
            .orElseThrow(
                () -> new DihyaException(ErrorCode.NOT_SIGNED_IN, "you are not signed in"));
    refuseForeignWrites(context);
    return caller;
  }

  private static void refuseForeignWrites(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
      return;
    }
    String origin = context.request().getHeader("Origin");
    HostAndPort host = context.request().authority();
    boolean sameOrigin =
        origin == null || (host != null && host.toString().equals(authority(origin)));
    if (!sameOrigin || context.request().getHeader("X-Dihya-Request") == null) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED,
          "a write needs the header X-Dihya-Request and must come from this server's own pages");
    }
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Optional<String> bearer(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Authorization"))
        .filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring("Bearer ".length()).strip());
  }
}
