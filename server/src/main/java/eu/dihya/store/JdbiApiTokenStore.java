package eu.dihya.store;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.Json;
import eu.dihya.security.ApiToken;
import eu.dihya.security.ApiTokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API tokens as a table; none is ever removed, so that the audit's names stay explained. */
public final class JdbiApiTokenStore implements ApiTokenStore {
  private final ControlStore store;

  public JdbiApiTokenStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public Optional<Kept> find(String id) {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT body, secret_hash FROM api_token WHERE id = :id")
                .bind("id", id)
                .map(
                    (row, context) ->
                        new Kept(
                            Json.read(row.getString("body"), ApiToken.class),
                            row.getString("secret_hash")))
                .findOne());
  }

  @Override
  public List<ApiToken> all() {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT body FROM api_token ORDER BY number DESC")
                .mapTo(String.class)
                .map(body -> Json.read(body, ApiToken.class))
                .list());
  }

  /** Adds a token, and writes the entry to the audit, in one transaction. */
  public void add(Kept kept, AuditEntry entry) {
    store.run(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO api_token (id, secret_hash, body) VALUES (:id, :hash, :body)")
              .bind("id", kept.token().id())
              .bind("hash", kept.secretHash())
              .bind("body", Json.write(kept.token()))
              .execute();
          JdbiAuditLog.append(handle, entry);
        });
  }

  /** Revokes a token that has not been, and writes the entry to the audit, in one transaction. */
  public void revoke(String id, Instant at, AuditEntry entry) {
    store.run(
        handle -> {
          ApiToken token =
              handle
                  .createQuery("SELECT body FROM api_token WHERE id = :id")
                  .bind("id", id)
                  .mapTo(String.class)
                  .map(body -> Json.read(body, ApiToken.class))
                  .one();
          if (token.revokedAt() == null) {
            handle
                .createUpdate("UPDATE api_token SET body = :body WHERE id = :id")
                .bind("id", id)
                .bind("body", Json.write(token.revoked(at)))
                .execute();
            JdbiAuditLog.append(handle, entry);
          }
        });
  }
}
