package eu.dihya.store;

import eu.dihya.base.TenantScope;
import eu.dihya.sql.SqlDialect;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The control store in a SQLite file. */
final class SqliteDialect implements StoreDialect {
  private static final List<String> SCRIPTS =
      List.of(
          "001.sql", "002.sql", "003.sql", "004.sql", "005.sql", "006.sql", "007.sql", "008.sql");

  @Override
  public SqlDialect language() {
    return SqlDialect.SQLITE;
  }

  @Override
  public List<String> scripts() {
    return SCRIPTS;
  }

  @Override
  public int version(Handle handle) {
    return handle.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
  }

  @Override
  public void keepVersion(Handle handle, int version) {
    handle.execute("PRAGMA user_version = " + version);
  }

  @Override
  public String tenantsOfScope() {
    return "SELECT value FROM json_each(:scope)";
  }

  /** The conditions of the queries alone hold here: SQLite has no roles. */
  @Override
  public void narrow(Handle handle, TenantScope scope) {}

  /** A small look at the file when it is opened; {@code ok} alone when it is sound. */
  List<String> quickCheck(Handle handle) {
    return findings(handle, "PRAGMA quick_check(1)");
  }

  @Override
  public List<String> integrityCheck(Handle handle) {
    return findings(handle, "PRAGMA integrity_check(100)");
  }

  private static List<String> findings(Handle handle, String check) {
    // Else pages that were read before the damage are taken for sound.
    handle.execute("PRAGMA shrink_memory");
    return handle.createQuery(check).mapTo(String.class).list();
  }

  @Override
  public int brokenReferences(Handle handle) {
    return handle.createQuery("PRAGMA foreign_key_check").mapToMap().list().size();
  }
}
