package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Yaml;
import eu.dihya.base.YamlNode;
import eu.dihya.base.YamlObject;
import eu.dihya.plan.StartAt;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads a {@code rollout.yaml} into the request for a plan; all problems are told at once, with
 * their places.
 */
final class RolloutFile {
  static final List<String> ROOT = List.of("release", "select", "strategy", "startAt", "gates");
  static final List<String> RELEASE = List.of("upTo", "outOfOrder");
  static final List<String> OUT_OF_ORDER = List.of("refuse", "allow");
  static final List<String> STRATEGIES = List.of("rolling");
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
    YamlObject root = YamlObject.of(node, ROOT, problems);
    root.node("release").ifPresent(release -> release(release, request));
    root.text("select").ifPresent(select -> request.put("select", select));
    root.node("strategy")
        .map(
            strategy ->
                YamlObject.of(without(strategy, LATER_STRATEGIES, problems), STRATEGIES, problems))
        .flatMap(strategy -> strategy.node("rolling"))
        .ifPresent(rolling -> request.set("strategy", new RollingYaml(problems).read(rolling)));
    root.text("startAt").ifPresent(text -> startAt(root.position("startAt"), text, request));
    root.node("gates").ifPresent(gates -> new GatesYaml(problems).read(gates, request));
  }

  private void startAt(SourcePosition position, String text, ObjectNode request) {
    try {
      request.put("startAt", StartAt.of(text).toString());
    } catch (IllegalArgumentException e) {
      problems.add(position, String.valueOf(e.getMessage()));
    }
  }

  private void release(YamlNode node, ObjectNode request) {
    YamlObject release = YamlObject.of(node, RELEASE, problems);
    release.text("upTo").ifPresent(version -> request.put("to", version));
    release
        .text("outOfOrder")
        .ifPresent(
            word -> {
              var place = release.position("outOfOrder");
              new RollingYaml(problems).oneOf(OUT_OF_ORDER, "outOfOrder", place, word);
              request.put("allowOutOfOrder", word.equals("allow"));
            });
  }

  /** The mapping without keys that a later version will know; each is a problem. */
  static YamlNode without(YamlNode node, List<String> later, Problems problems) {
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
