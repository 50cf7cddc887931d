package eu.dihya.plan;

import eu.dihya.base.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contradictions between the catalogue and histories; the same one of many tenants is told once,
 * with their names.
 */
final class Refusals {
  private static final int NAMED = 3;
  private final Map<Problem, List<String>> tenants = new LinkedHashMap<>();

  void add(Problem problem, String tenant) {
    tenants.computeIfAbsent(problem, key -> new ArrayList<>()).add(tenant);
  }

  void addAll(Refusals more) {
    more.tenants.forEach((problem, ids) -> ids.forEach(id -> add(problem, id)));
  }

  boolean isEmpty() {
    return tenants.isEmpty();
  }

  List<Problem> list() {
    return tenants.entrySet().stream()
        .map(entry -> named(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Problem named(Problem problem, List<String> ids) {
    String names = String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())));
    String more = ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " more" : "";
    return new Problem(
        problem.position(),
        problem.message() + " (" + (ids.size() == 1 ? "tenant " : "tenants ") + names + more + ")");
  }
}
