package eu.dihya.store;

import eu.dihya.base.TenantScope;
import eu.dihya.sql.SqlDialect;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the databases of the control store say differently; all else is one SQL for both. */
interface StoreDialect {
  SqlDialect language();

  /** The scripts that make its tables, below {@code schema/}: the nth makes version n. */
  List<String> scripts();

  /** The version of its tables; 0 for a new store. */
  int version(Handle handle);

  void keepVersion(Handle handle, int version);

  /** A query for the ids in the JSON list {@code :scope}. */
  String tenantsOfScope();

  /**
   * Lets the rest of the transaction see no more than the tenants of a scope, where the database
   * itself can hold that.
   */
  void narrow(Handle handle, TenantScope scope);

  /** A look at all of it; {@code ok} alone when it is sound. */
  List<String> integrityCheck(Handle handle);

  /** How many rows refer to something that is not there. */
  int brokenReferences(Handle handle);
}
