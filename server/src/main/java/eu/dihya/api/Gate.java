package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.Permission;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.security.SignIns;
import io.vertx.core.http.Cookie;
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
  static final Principal NOBODY =
      new Principal("nobody", "nobody", Role.SYSTEM, "none", TenantScope.none());
  private static final String COOKIE = "dihya_session";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private final SignIns signIns;
  private final boolean anyHost;

  Gate(SignIns signIns, boolean anyHost) {
    this.signIns = signIns;
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
   *     may come from a foreign page
   */
  void admit(RoutingContext context, Permission needed) {
    Principal principal = authenticated(context);
    require(principal, needed);
    context.put("principal", principal);
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
    refuseForeignWrites(context);
    return principal;
  }

  /** Opens a session for a one-time link's token. */
  Reply signIn(Call call, SystemResource system) {
    SignIns.Opened opened = signIns.open(call.body(LinkBody.class).token());
    return Reply.json(system.session(opened.principal()))
        .with("Set-Cookie", COOKIE + "=" + opened.token() + "; Path=/; HttpOnly; SameSite=Strict");
  }

  Reply signOut(RoutingContext context) {
    refuseForeignWrites(context);
    cookie(context).ifPresent(signIns::close);
    return Reply.none()
        .with("Set-Cookie", COOKIE + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
  }

  record LinkBody(String token) {}

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

  private static Optional<String> cookie(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(COOKIE)).map(Cookie::getValue);
  }
}
