package eu.dihya.store;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.SealedSecret;
import eu.dihya.security.SecretStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Sealed secrets as a table; every change has its audit entry in the same transaction. */
public final class JdbiSecretStore implements SecretStore {
  private final ControlStore store;

  public JdbiSecretStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public Optional<Kept> find(String name) {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT * FROM sealed_secret WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> kept(row))
                .findOne());
  }

  @Override
  public List<Kept> all() {
    return store.call(JdbiSecretStore::all);
  }

  /**
   * Adds the first version of a secret, or puts one in the place of the version before it.
   *
   * @throws DihyaException CONFLICT when somebody else has set or removed it in between
   */
  public void put(Kept kept, AuditEntry entry) {
    store.run(
        handle -> {
          int version = kept.secret().version();
          int changed = version == 1 ? insert(handle, kept) : update(handle, kept, version - 1);
          if (changed == 0) {
            throw new DihyaException(
                ErrorCode.CONFLICT,
                "somebody else has changed the secret '"
                    + kept.secret().name()
                    + "' at this moment; look at 'dihya secret list', and set it again if need be");
          }
          JdbiAuditLog.append(handle, entry);
        });
  }

  /** Removes a secret; nothing happens when there is none. */
  public void remove(String name, AuditEntry entry) {
    store.run(
        handle -> {
          int removed =
              handle
                  .createUpdate("DELETE FROM sealed_secret WHERE name = :name")
                  .bind("name", name)
                  .execute();
          if (removed > 0) {
            JdbiAuditLog.append(handle, entry);
          }
        });
  }

  /**
   * Wraps the keys of all secrets anew, or of none when one of them fails.
   *
   * @param wrap gives the same secret where nothing is to be done
   * @param entry for the count of those that were changed; not written for none
   * @return how many were changed
   */
  public int wrapAnew(UnaryOperator<SealedSecret> wrap, Function<Integer, AuditEntry> entry) {
    return store.call(
        handle -> {
          int changed = 0;
          for (Kept before : all(handle)) {
            Kept after = before.wrapped(wrap.apply(before.secret()));
            if (!after.equals(before)) {
              changed += update(handle, after, before.secret().version());
            }
          }
          if (changed > 0) {
            JdbiAuditLog.append(handle, entry.apply(changed));
          }
          return changed;
        });
  }

  private static List<Kept> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM sealed_secret ORDER BY name")
        .map((row, context) -> kept(row))
        .list();
  }

  private static int insert(Handle handle, Kept kept) {
    return bound(
            handle.createUpdate(
                """
                INSERT INTO sealed_secret (name, version, key_id, wrapped_key, sealed_value, created_at, created_by,
                                           updated_at, updated_by)
                VALUES (:name, :version, :keyId, :wrappedKey, :value, :createdAt, :createdBy, :updatedAt, :updatedBy)
                ON CONFLICT (name) DO NOTHING
                """),
            kept)
        .execute();
  }

  private static int update(Handle handle, Kept kept, int versionBefore) {
    return bound(
            handle.createUpdate(
                """
                UPDATE sealed_secret SET version = :version, key_id = :keyId, wrapped_key = :wrappedKey,
                                         sealed_value = :value, updated_at = :updatedAt, updated_by = :updatedBy
                WHERE name = :name AND version = :before
                """),
            kept)
        .bind("before", versionBefore)
        .execute();
  }

  private static Update bound(Update update, Kept kept) {
    SealedSecret secret = kept.secret();
    return update
        .bind("name", secret.name())
        .bind("version", secret.version())
        .bind("keyId", secret.keyId())
        .bind("wrappedKey", secret.wrappedKey())
        .bind("value", secret.value())
        .bind("createdAt", kept.createdAt().toString())
        .bind("createdBy", kept.createdBy())
        .bind("updatedAt", kept.updatedAt().toString())
        .bind("updatedBy", kept.updatedBy());
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new SealedSecret(
            row.getString("name"),
            row.getInt("version"),
            row.getString("key_id"),
            row.getString("wrapped_key"),
            row.getString("sealed_value")),
        Instant.parse(row.getString("created_at")),
        row.getString("created_by"),
        Instant.parse(row.getString("updated_at")),
        row.getString("updated_by"));
  }
}
