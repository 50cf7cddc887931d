package eu.dihya.store;

import eu.dihya.audit.AuditEntry;
import eu.dihya.audit.AuditLog;
import eu.dihya.base.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The audit as a table that refuses updates and deletes. */
public final class JdbiAuditLog implements AuditLog {
  private final ControlStore store;

  public JdbiAuditLog(ControlStore store) {
    this.store = store;
  }

  @Override
  public void append(AuditEntry entry) {
    store.run(handle -> append(handle, entry));
  }

  @Override
  public List<AuditEntry> newest(TenantScope scope, int limit) {
    return store.call(
        scope,
        handle ->
            ScopeCondition.bind(
                    handle.createQuery(
                        "SELECT * FROM audit WHERE "
                            + ScopeCondition.on("tenant", scope)
                            + " ORDER BY sequence DESC LIMIT :limit"),
                    scope)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
  }

  /** Appends within somebody's transaction. */
  static void append(Handle handle, @Nullable AuditEntry entry) {
    if (entry == null) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO audit (at, node, actor, sign_in, tenant, action, object, before, after, reason, approvals,
                               request_id, result)
            VALUES (:at, :node, :actor, :signIn, :tenant, :action, :object, :before, :after, :reason, :approvals,
                    :requestId, :result)
            """)
        .bind("at", entry.at().toString())
        .bind("node", entry.node())
        .bind("actor", entry.actor())
        .bind("signIn", entry.signIn())
        .bind("tenant", entry.tenant())
        .bind("action", entry.action())
        .bind("object", entry.object())
        .bind("before", entry.before())
        .bind("after", entry.after())
        .bind("reason", entry.reason())
        .bind("approvals", entry.approvals())
        .bind("requestId", entry.requestId())
        .bind("result", entry.result())
        .execute();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("sequence"),
        Instant.parse(row.getString("at")),
        row.getString("node"),
        row.getString("actor"),
        row.getString("sign_in"),
        row.getString("tenant"),
        row.getString("action"),
        row.getString("object"),
        row.getString("before"),
        row.getString("after"),
        row.getString("reason"),
        row.getString("approvals"),
        row.getString("request_id"),
        row.getString("result"));
  }
}
