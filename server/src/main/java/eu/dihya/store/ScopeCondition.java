package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A scope as a condition of a query. Its tenants go there as one value, so it may be thousands of
 * them.
 */
final class ScopeCondition {
  private ScopeCondition() {}

  /**
   * The condition on a column that holds a tenant's id; what it needs is given by {@link #bind}.
   */
  static String on(String column, TenantScope scope) {
    return scope.whole() ? "1 = 1" : column + " IN (<tenantsOfScope>)";
  }

  static <S extends SqlStatement<S>> S bind(S statement, TenantScope scope) {
    return scope.named().map(ids -> statement.bind("scope", Json.write(ids))).orElse(statement);
  }
}
