package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Problems;
import eu.dihya.base.YamlObject;
import eu.dihya.plan.RequiredApprovals;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code gates.approvals} of a {@code rollout.yaml}. */
record ApprovalsYaml(Problems problems) {
  static final String KEY = "approvals";

  void read(YamlObject gates, ObjectNode request) {
    if (gates.node(KEY).isEmpty()) {
      return;
    }
    Map<String, Integer> perRole = new LinkedHashMap<>();
    gates
        .texts(KEY)
        .forEach(
            (role, text) ->
                perRole.put(role, text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0));
    try {
      RequiredApprovals.of(perRole);
    } catch (IllegalArgumentException e) {
      problems.add(gates.position(KEY), String.valueOf(e.getMessage()));
    }
    perRole.forEach(request.putObject(KEY)::put);
  }
}
