package eu.dihya.change.gates;

import static eu.dihya.base.TenantScope.everything;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.QueryGate;
import eu.dihya.rollout.GateResult;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import eu.dihya.sql.StatementKind;
import eu.dihya.sql.StatementSplitter;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a query returns no row on tenants, in sessions that only read. One tenant after the
 * other, so that a gate is no load on a database server.
 */
record QueryCheck(TenantStore tenants, TargetConnector connector) {
  private static final int NAMED = 5;

  GateResult check(QueryGate query, List<String> migrated) {
    String gate = "query " + query.name();
    List<String> withRows = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String tenant : migrated) {
      try {
        if (returnsRow(query, tenant)) {
          withRows.add(tenant);
        }
      } catch (DihyaException e) {
        unknown.add(tenant + " (" + e.getMessage() + ")");
      }
    }
    if (!withRows.isEmpty()) {
      return GateResult.failed(gate, "it returns rows on " + some(withRows, migrated));
    }
    return unknown.isEmpty()
        ? GateResult.passed(gate, "no row on " + migrated.size() + " tenants")
        : GateResult.inconclusive(gate, "no answer from " + some(unknown, migrated));
  }

  private boolean returnsRow(QueryGate query, String tenant) {
    Optional<Tenant> found = tenants.find(everything(), tenant);
    Target target = found.orElseThrow(() -> unknown("it is not registered")).target();
    refuseUnlessOneQuery(query.sql(), SqlDialect.of(target.engine()));
    var options = connector.options().reading().withStatement(query.limit());
    try (Session session =
        connector.driver(target.engine()).connect(target, connector.credentials(target), options)) {
      return session.returnsRow(query.sql());
    }
  }

  private static void refuseUnlessOneQuery(String sql, SqlDialect dialect) {
    List<Statement> statements =
        StatementSplitter.split(sql, dialect, SourcePosition.of("the gate's query"));
    if (statements.size() != 1
        || StatementInfo.of(statements.getFirst(), dialect).kind() != StatementKind.QUERY) {
      throw unknown("it is not one query for this engine");
    }
  }

  private static DihyaException unknown(String because) {
    return new DihyaException(ErrorCode.FAILED, because);
  }

  private static String some(List<String> tenants, List<String> all) {
    return tenants.size()
        + " of "
        + all.size()
        + " tenants: "
        + String.join(", ", tenants.subList(0, Math.min(NAMED, tenants.size())))
        + (tenants.size() > NAMED ? ", …" : "");
  }
}
