package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.ErrorCode;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, or that somebody took something away, as the audit is to know it. A refusal names the
 * route and never what was asked for, which may be another tenant's or be a secret in the wrong
 * place; a download names what it gave.
 *
 * @param network from where, of who has not signed in; of all others the id says enough
 * @param tenant whose data was downloaded; null for everything else
 */
record Access(
    String actor,
    String signIn,
    String network,
    String object,
    @Nullable String tenant,
    int status,
    String result) {
  /** Under what the context of a request has its route, as soon as it is known. */
  static final String ROUTE = "accessRoute";

  /** Under what it has the {@link ErrorCode} of its answer, where it is known. */
  static final String CODE = "accessCode";

  /** In the place of a route or a network that is not told. */
  static final String ANY = "*";

  private static final Set<Integer> REFUSALS = Set.of(401, 403, 404, 421, 429);

  /**
   * An operation, as the contract writes it.
   *
   * @param download whether who gets its answer is in the audit
   */
  record Route(String method, String path, boolean download) {
    Route(String method, String path) {
      this(method, path, false);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** What an answer is, whose status is known; empty when the audit need not know of it. */
  static Optional<Access> of(RoutingContext context) {
    int status = context.response().getStatusCode();
    Route route = context.get(ROUTE);
    if (REFUSALS.contains(status)) {
      String called = route == null ? ANY : route.toString();
      return Optional.of(of(context, called, null, status, why(context, status).slug()));
    }
    if (route == null || !route.download() || status != 200) {
      return Optional.empty();
    }
    Map<String, String> named = context.pathParams();
    String given = route.path();
    for (var each : named.entrySet()) {
      given = given.replace("{" + each.getKey() + "}", each.getValue());
    }
    return Optional.of(of(context, given, named.get("tenant"), status, "ok"));
  }

  private static Access of(
      RoutingContext context, String object, @Nullable String tenant, int status, String result) {
    Caller caller = Gate.known(context);
    boolean nobody = caller.isNobody();
    return new Access(
        caller.principal().id(),
        caller.principal().signIn(),
        nobody ? caller.client().network() : "",
        object,
        tenant,
        status,
        result);
  }

  private static ErrorCode why(RoutingContext context, int status) {
    ErrorCode known = context.get(CODE);
    if (known != null) {
      return known;
    }
    return switch (status) {
      case 401 -> ErrorCode.NOT_SIGNED_IN;
      case 404 -> ErrorCode.NOT_FOUND;
      case 429 -> ErrorCode.TOO_MANY;
      default -> ErrorCode.NOT_ALLOWED;
    };
  }

  boolean download() {
    return status == 200;
  }

  /** The same in general: that it was refused, and not what, nor to whom elsewhere. */
  Access inGeneral() {
    return new Access(actor, signIn, network.isEmpty() ? "" : ANY, ANY, null, status, result);
  }

  /**
   * Its entry.
   *
   * @param more how often it happened again, which is what the entry tells; 0 for the first time
   */
  AuditEntry entry(Instant at, String requestId, long more) {
    String from = network.isEmpty() ? "" : ", from " + (network.equals(ANY) ? "anywhere" : network);
    String again = more == 0 ? "" : ", " + more + " more within a minute";
    return new AuditEntry(
        0,
        at,
        "local",
        actor,
        signIn,
        tenant,
        download() ? "access.download" : "access.refused",
        object,
        null,
        null,
        "status " + status + from + again,
        "",
        requestId,
        result);
  }
}
