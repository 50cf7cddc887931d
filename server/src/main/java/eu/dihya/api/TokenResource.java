package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Durations;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Suggestions;
import eu.dihya.security.ApiToken;
import eu.dihya.security.ApiTokenStore;
import eu.dihya.security.ApiTokens;
import eu.dihya.security.Permission;
import eu.dihya.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that programs sign in with. */
public final class TokenResource {
  private final ApiTokens tokens;
  private final ApiTokenStore store;
  private final Adding adding;
  private final Revoking revoking;
  private final Clock clock;

  TokenResource(Parts parts, Clock clock) {
    this.tokens = parts.tokens();
    this.store = parts.store();
    this.adding = parts.adding();
    this.revoking = parts.revoking();
    this.clock = clock;
  }

  /** What it reads and writes. */
  public record Parts(ApiTokens tokens, ApiTokenStore store, Adding adding, Revoking revoking) {}

  /** Keeps a token, and writes the entry to the audit, in one transaction. */
  public interface Adding {
    void add(ApiTokenStore.Kept token, AuditEntry entry);
  }

  /** Revokes a token that has not been, and writes the entry to the audit, in one transaction. */
  public interface Revoking {
    void revoke(String id, Instant at, AuditEntry entry);
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/tokens", Permission.MANAGE_TOKENS, call -> list()),
        Endpoint.post("/api/v1/tokens", Permission.MANAGE_TOKENS, this::create).toldOnce(),
        Endpoint.post("/api/v1/tokens/{token}/revoke", Permission.MANAGE_TOKENS, this::revoke));
  }

  private Reply list() {
    Instant now = clock.instant();
    return Reply.items(store.all().stream().map(token -> TokenView.of(token, now)).toList());
  }

  private Reply create(Call call) {
    NewToken wanted = call.body(NewToken.class);
    ApiTokens.Issued issued =
        tokens.issue(wanted.name(), role(wanted.role()), life(wanted.expires()), call.principal());
    ApiToken token = issued.kept().token();
    adding.add(
        issued.kept(), entry(call, "token.create", token.id(), "role " + token.role().code()));
    return Reply.json(201, new CreatedView(issued.text(), TokenView.of(token, clock.instant())));
  }

  private Reply revoke(Call call) {
    String id = call.path("token");
    find(id);
    String reason = Optional.ofNullable(call.body(Revocation.class).reason()).orElse("");
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    revoking.revoke(id, now, entry(call, "token.revoke", id, reason));
    return Reply.json(TokenView.of(find(id), now));
  }

  private AuditEntry entry(Call call, String action, String object, String reason) {
    return AuditEntry.of(clock.instant(), "local", call.actor(), action, object, reason);
  }

  private ApiToken find(String id) {
    return store
        .find(id)
        .map(ApiTokenStore.Kept::token)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.NOT_FOUND,
                    "there is no token '"
                        + id
                        + "'"
                        + Suggestions.hint(id, store.all().stream().map(ApiToken::id).toList())));
  }

  private static Role role(String code) {
    List<String> known = Role.ofPeople().stream().map(Role::code).toList();
    return Role.of(code)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.USAGE,
                    "role is one of " + String.join(", ", known) + ", not '" + code + "'"));
  }

  private static Duration life(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new DihyaException(ErrorCode.USAGE, "expires '" + text + "' " + e.getMessage(), e);
    }
  }

  record NewToken(String name, String role, String expires) {}

  record Revocation(@Nullable String reason) {}

  /** The one answer that holds the token's text. */
  record CreatedView(String text, TokenView token) {}

  record TokenView(
      String id,
      String name,
      String role,
      String state,
      String createdBy,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant revokedAt) {
    static TokenView of(ApiToken token, Instant now) {
      return new TokenView(
          token.id(),
          token.name(),
          token.role().code(),
          token.state(now),
          token.createdBy(),
          token.createdAt(),
          token.expiresAt(),
          token.revokedAt());
    }
  }
}
