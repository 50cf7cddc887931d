package eu.dihya.change.gates;

import eu.dihya.engine.TargetConnector;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.plan.Gates;
import eu.dihya.plan.ProbeGate;
import eu.dihya.plan.QueryGate;
import eu.dihya.rollout.GateChecks;
import eu.dihya.rollout.GateResult;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.tenants.TenantStore;
import java.util.ArrayList;
import java.util.List;

/** Looks at each kind of gate. */
public final class WaveChecks implements GateChecks {
  private final ProvenCheck proven;
  private final QueryCheck queries;
  private final ProbeCheck probes;

  public WaveChecks(
      RolloutStore rollouts, TenantStore tenants, TargetConnector connector, OutgoingHttp http) {
    this.proven = new ProvenCheck(rollouts, tenants);
    this.queries = new QueryCheck(tenants, connector);
    this.probes = new ProbeCheck(http);
  }

  @Override
  public List<GateResult> check(Round round) {
    Gates gates = round.plan().request().gates();
    List<GateResult> results = new ArrayList<>();
    String environment = gates.provenIn();
    if (round.wave() == 0 && environment != null) {
      results.add(proven.check(round.plan(), environment));
    }
    if (round.wave() > 0) {
      for (QueryGate query : gates.query()) {
        results.add(queries.check(query, round.migrated()));
      }
    }
    for (ProbeGate probe : gates.probe()) {
      results.add(probes.check(probe));
    }
    return results;
  }
}
