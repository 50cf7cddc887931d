package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.base.Problems;
import eu.dihya.base.Yaml;
import eu.dihya.base.YamlNode;
import eu.dihya.base.YamlObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads a {@code rollout.yaml} into the request for a plan; all problems are told at once, with
 * their places.
 */
final class RolloutFile {
  private static final List<String> ROOT = List.of("release", "select", "strategy", "gates");
  private static final List<String> LATER = List.of("startAt");
  private static final List<String> GATES = List.of(ApprovalsYaml.KEY);
  private static final List<String> LATER_GATES = List.of("window", "provenIn", "backup", "lint");
  private static final List<String> STRATEGIES = List.of("rolling");
  private static final List<String> LATER_STRATEGIES =
      List.of("offline", "blue-green", "expand-contract");

  private final Problems problems = new Problems();

  private RolloutFile() {}

  /**
   * Reads the file.
   *
   * @throws eu.dihya.base.DihyaException CONFIGURATION with all problems
   */
  static ObjectNode read(Path file) {
    var reader = new RolloutFile();
    ObjectNode request = Json.mapper().createObjectNode();
    Yaml.read(file, file.toString(), reader.problems).ifPresent(root -> reader.root(root, request));
    reader.problems.throwIfAny(ErrorCode.CONFIGURATION);
    return request;
  }

  private void root(YamlNode node, ObjectNode request) {
    YamlObject root = YamlObject.of(without(node, LATER), ROOT, problems);
    root.node("release")
        .map(release -> YamlObject.of(release, List.of("upTo"), problems))
        .flatMap(release -> release.text("upTo"))
        .ifPresent(version -> request.put("to", version));
    root.text("select").ifPresent(select -> request.put("select", select));
    root.node("gates")
        .map(gates -> YamlObject.of(without(gates, LATER_GATES), GATES, problems))
        .ifPresent(gates -> new ApprovalsYaml(problems).read(gates, request));
    root.node("strategy")
        .map(strategy -> YamlObject.of(without(strategy, LATER_STRATEGIES), STRATEGIES, problems))
        .flatMap(strategy -> strategy.node("rolling"))
        .ifPresent(rolling -> request.set("strategy", new RollingYaml(problems).read(rolling)));
  }

  /** The mapping without keys that a later version will know; each is a problem. */
  private YamlNode without(YamlNode node, List<String> later) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return node;
    }
    var kept = new LinkedHashMap<>(mapping.entries());
    for (String key : later) {
      YamlNode.Entry entry = kept.remove(key);
      if (entry != null) {
        problems.add(entry.keyPosition(), "'" + key + "' is not supported by this version");
      }
    }
    return new YamlNode.Mapping(mapping.position(), kept);
  }
}
