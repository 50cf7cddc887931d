package eu.dihya.audit;

import eu.dihya.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the append-only audit. No entry holds a secret or a person's data; from which
 * address somebody was refused is there only where nobody had signed in.
 *
 * @param sequence position, given by the log; 0 before it is written
 * @param node the server that wrote it
 * @param actor id of the principal
 * @param signIn how the actor had signed in
 * @param tenant null when no single tenant is meant
 * @param action such as {@code rollout.pause}
 * @param object what was acted on, such as {@code R-0001}
 * @param before hash of the object before; null when it did not exist
 * @param after hash of the object after; null when it does not change
 * @param reason given by the actor; empty when none was asked for
 * @param approvals ids of those who approved, comma-separated; empty where nobody was asked
 * @param requestId of the API call; empty for what the product does by itself
 * @param result {@code ok} or an error's slug
 */
public record AuditEntry(
    long sequence,
    Instant at,
    String node,
    String actor,
    String signIn,
    @Nullable String tenant,
    String action,
    String object,
    @Nullable String before,
    @Nullable String after,
    String reason,
    String approvals,
    String requestId,
    String result) {
  /** An entry for something that succeeded. */
  public static AuditEntry of(
      Instant at, String node, Actor by, String action, String object, String reason) {
    return new AuditEntry(
        0,
        at,
        node,
        by.principal().id(),
        by.principal().signIn(),
        null,
        action,
        object,
        null,
        null,
        reason,
        "",
        by.requestId(),
        "ok");
  }

  /** The same entry about one tenant. */
  public AuditEntry about(String tenantId) {
    return new AuditEntry(
        sequence, at, node, actor, signIn, tenantId, action, object, before, after, reason,
        approvals, requestId, result);
  }

  /** The same entry with the object's hashes before and after. */
  public AuditEntry changing(@Nullable String hashBefore, @Nullable String hashAfter) {
    return new AuditEntry(
        sequence,
        at,
        node,
        actor,
        signIn,
        tenant,
        action,
        object,
        hashBefore,
        hashAfter,
        reason,
        approvals,
        requestId,
        result);
  }

  /** The same entry with the ids of those who approved. */
  public AuditEntry approvedBy(List<String> people) {
    return new AuditEntry(
        sequence,
        at,
        node,
        actor,
        signIn,
        tenant,
        action,
        object,
        before,
        after,
        reason,
        String.join(",", people),
        requestId,
        result);
  }

  /** The same entry for something that was refused or failed. */
  public AuditEntry failed(String slug) {
    return new AuditEntry(
        sequence, at, node, actor, signIn, tenant, action, object, before, after, reason, approvals,
        requestId, slug);
  }

  /** The same entry on an object whose id has only now been given. */
  public AuditEntry on(String newObject) {
    return new AuditEntry(
        sequence, at, node, actor, signIn, tenant, action, newObject, before, after, reason,
        approvals, requestId, result);
  }

  /** Who acts, and in which request. */
  public record Actor(Principal principal, String requestId) {
    /** The product itself. */
    public static Actor of(Principal principal) {
      return new Actor(principal, "");
    }
  }
}
