package eu.dihya.security;

import eu.dihya.base.TenantScope;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program signs in with.
 *
 * @param id part of the token's text, and no secret
 * @param name what it is for, given by the one who made it
 * @param scope the tenants that its bearer may know of
 * @param createdBy id of the principal who made it
 * @param revokedAt null while it has not been revoked
 */
public record ApiToken(
    String id,
    String name,
    Role role,
    TenantScope scope,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant revokedAt) {

  public boolean good(Instant now) {
    return revokedAt == null && expiresAt.isAfter(now);
  }

  /** {@code good}, {@code expired} or {@code revoked}. */
  public String state(Instant now) {
    if (revokedAt != null) {
      return "revoked";
    }
    return good(now) ? "good" : "expired";
  }

  /** The same token, which is good for nothing from now on. */
  public ApiToken revoked(Instant at) {
    return new ApiToken(id, name, role, scope, createdBy, createdAt, expiresAt, at);
  }

  private static final String PRINCIPAL = "token-";

  /** The token that a principal acts with; empty for one that is no token. */
  static Optional<String> ofPrincipal(String principal) {
    return principal.startsWith(PRINCIPAL)
        ? Optional.of(principal.substring(PRINCIPAL.length()))
        : Optional.empty();
  }

  /** Who acts with it. */
  public Principal principal() {
    return new Principal(PRINCIPAL + id, name, role, Principal.API_TOKEN, scope);
  }
}
