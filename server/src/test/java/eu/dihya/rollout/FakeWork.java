package eu.dihya.rollout;

import eu.dihya.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Work on tenants that remembers, as the targets themselves would, who is done, and counts how
 * often each was changed. A tenant fails when the test says so.
 */
final class FakeWork implements TenantWork {
  /** Given tenant and number of the attempt. */
  BiFunction<String, Integer, RunOutcome> outcomes = (tenant, attempt) -> new RunOutcome.Done(1);

  /** Called in the middle, when a statement is running. */
  BiFunction<String, Listener, Boolean> middle = (tenant, listener) -> true;

  final List<String> called = new ArrayList<>();
  final Map<String, Boolean> decided = new TreeMap<>();
  final Set<String> done = new TreeSet<>();
  final TreeMap<String, Integer> changed = new TreeMap<>();

  @Override
  public RunOutcome carryOut(Order order, Listener listener) {
    String tenant = order.plan().tenant();
    int attempt = Integer.parseInt(order.run().substring(order.run().indexOf('#') + 1));
    called.add(tenant);
    listener.counted(1);
    if (listener.stopping()) {
      return new RunOutcome.Stopped();
    }
    listener.applying(1, "m");
    if (!middle.apply(tenant, listener)) {
      return new RunOutcome.Stopped();
    }
    RunOutcome outcome = outcomes.apply(tenant, attempt);
    if (outcome instanceof RunOutcome.Done && done.add(tenant)) {
      changed.merge(tenant, 1, Integer::sum);
    }
    listener.ran(new Attempt.StatementRun("m", 1, "m.sql:1:1", "SELECT 1", 5, -1));
    return outcome;
  }

  @Override
  public void decide(String tenant, Evidence evidence, boolean applied, Principal by) {
    decided.put(tenant, applied);
  }

  static RunOutcome failure(String errorClass) {
    return new RunOutcome.Failed(error(errorClass));
  }

  static RunError error(String errorClass) {
    return new RunError("it failed", "look", "m", "m.sql:1:1", 1, "SELECT 1", "42601", errorClass);
  }
}
