package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.sql.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The control store in a schema of a PostgreSQL database, which is the connection's own. */
final class PostgresDialect implements StoreDialect {
  private static final List<String> SCRIPTS = List.of("postgresql/001.sql");

  private static final String OURS =
      " AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())";

  /** A query for each reference, that counts the rows for which it does not hold. */
  private static final String BROKEN =
      """
      SELECT format('SELECT count(*) FROM %s AS c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS p WHERE %s)',
                    CAST(k.conrelid AS regclass), string_agg(format('c.%I IS NOT NULL', c.attname), ' AND '),
                    CAST(k.confrelid AS regclass), string_agg(format('c.%I = p.%I', c.attname, p.attname), ' AND '))
      FROM pg_constraint AS k
      CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (own, other)
      JOIN pg_attribute AS c ON c.attrelid = k.conrelid AND c.attnum = pair.own
      JOIN pg_attribute AS p ON p.attrelid = k.confrelid AND p.attnum = pair.other
      WHERE k.contype = 'f' AND k.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      GROUP BY k.oid, k.conrelid, k.confrelid
      """;

  @Override
  public SqlDialect language() {
    return SqlDialect.POSTGRESQL;
  }

  @Override
  public List<String> scripts() {
    return SCRIPTS;
  }

  @Override
  public int version(Handle handle) {
    return handle.createQuery("SELECT version FROM store").mapTo(Integer.class).one();
  }

  @Override
  public void keepVersion(Handle handle, int version) {
    handle.execute("UPDATE store SET version = ?", version);
  }

  @Override
  public String tenantsOfScope() {
    return "SELECT jsonb_array_elements_text(CAST(:scope AS jsonb))";
  }

  /** To the end of the transaction this is the role whose policies see the scope's tenants. */
  @Override
  public void narrow(Handle handle, TenantScope scope) {
    scope
        .named()
        .ifPresent(
            tenants ->
                handle
                    .createQuery(
                        "SELECT set_config('dihya.tenants', :tenants, true) || set_config('role',"
                            + " :role, true)")
                    .bind("tenants", Json.write(tenants))
                    .bind("role", ScopedRole.NAME)
                    .mapTo(String.class)
                    .one());
  }

  /** What the server's checksums have found in this database, and each table read to its end. */
  @Override
  public List<String> integrityCheck(Handle handle) {
    List<String> findings = new ArrayList<>();
    long failures =
        handle
            .createQuery(
                "SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database WHERE datname ="
                    + " current_database()")
            .mapTo(Long.class)
            .one();
    if (failures > 0) {
      findings.add(failures + " pages of the database do not fit their checksums");
    }
    for (String table :
        strings(handle, "SELECT CAST(oid AS regclass) FROM pg_class WHERE relkind = 'r'" + OURS)) {
      handle
          .createQuery("SELECT coalesce(sum(length(CAST(t AS text))), 0) FROM " + table + " AS t")
          .mapTo(Long.class)
          .one();
    }
    return findings.isEmpty() ? List.of("ok") : findings;
  }

  @Override
  public int brokenReferences(Handle handle) {
    return strings(handle, BROKEN).stream()
        .mapToInt(count -> handle.createQuery(count).mapTo(Integer.class).one())
        .sum();
  }

  private static List<String> strings(Handle handle, String query) {
    return handle.createQuery(query).mapTo(String.class).list();
  }
}
