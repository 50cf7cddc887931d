package eu.dihya.store;

import eu.dihya.audit.AccountLedger;
import eu.dihya.audit.AuditEntry;
import eu.dihya.base.Json;
import eu.dihya.security.Account;
import eu.dihya.security.AccountStore;
import eu.dihya.security.Credentials;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Accounts as a table; none is ever removed, so that the audit's ids stay explained. */
public final class JdbiAccountStore implements AccountStore, AccountLedger {
  private final ControlStore store;

  public JdbiAccountStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public Optional<Kept> find(String id) {
    return where("id = ?", id);
  }

  @Override
  public Optional<Kept> named(String name) {
    return where("name_key = ?", key(name));
  }

  @Override
  public Optional<Kept> ofSetUp(String tokenHash) {
    return where("set_up_hash = ?", tokenHash);
  }

  @Override
  public Optional<Kept> ofIdentity(String key) {
    return where("identity = ?", key);
  }

  @Override
  public List<Kept> all() {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT * FROM account ORDER BY name_key")
                .map((row, context) -> kept(row))
                .list());
  }

  @Override
  public boolean add(Kept kept, AuditEntry entry) {
    return store.call(
        handle -> {
          boolean added =
              bound(
                          handle.createUpdate(
                              """
                              INSERT INTO account (id, name_key, set_up_hash, identity, revision, body, credentials)
                              VALUES (:id, :name, :setUp, :identity, 1, :body, :credentials)
                              ON CONFLICT DO NOTHING
                              """),
                          kept)
                      .execute()
                  == 1;
          if (added) {
            JdbiAuditLog.append(handle, entry);
          }
          return added;
        });
  }

  @Override
  public boolean replace(Kept changed, Ending sessions, AuditEntry entry) {
    return store.call(
        handle -> {
          boolean replaced =
              bound(
                          handle.createUpdate(
                              """
                              UPDATE account SET set_up_hash = :setUp, identity = :identity, revision = revision + 1, body = :body,
                                     credentials = :credentials, name_key = :name
                              WHERE id = :id AND revision = :revision
                              """),
                          changed)
                      .bind("revision", changed.revision())
                      .execute()
                  == 1;
          if (replaced) {
            end(handle, changed.account().id(), sessions);
            JdbiAuditLog.append(handle, entry);
          }
          return replaced;
        });
  }

  private static void end(Handle handle, String account, Ending sessions) {
    if (sessions.any()) {
      handle.execute("DELETE FROM session WHERE account = ? AND id <> ?", account, sessions.but());
    }
  }

  private Optional<Kept> where(String condition, String value) {
    return store.call(
        handle ->
            handle
                .select("SELECT * FROM account WHERE " + condition, value)
                .map((row, context) -> kept(row))
                .findOne());
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Kept kept) {
    Credentials.SetUp setUp = kept.credentials().setUp();
    return statement
        .bind("id", kept.account().id())
        .bind("name", key(kept.account().name()))
        .bind("setUp", setUp == null ? null : setUp.tokenHash())
        .bind("identity", kept.credentials().identity())
        .bind("body", Json.write(kept.account()))
        .bind("credentials", Json.write(kept.credentials()));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        Json.read(row.getString("body"), Account.class),
        Json.read(row.getString("credentials"), Credentials.class),
        row.getLong("revision"));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
