package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Json;
import eu.dihya.base.Problems;
import eu.dihya.base.YamlNode;
import eu.dihya.base.YamlObject;
import eu.dihya.plan.Window;
import java.util.List;

/** Reads {@code gates} of a {@code rollout.yaml}. */
record GatesYaml(Problems problems) {
  static final List<String> KEYS = List.of("window");
  private static final List<String> LATER = List.of("approvals", "provenIn", "backup", "lint");

  ObjectNode read(YamlNode node) {
    ObjectNode gates = Json.mapper().createObjectNode();
    YamlObject object = YamlObject.of(RolloutFile.without(node, LATER, problems), KEYS, problems);
    if (object.node("window").orElse(null) instanceof YamlNode.Sequence several) {
      ArrayNode windows = gates.putArray("window");
      several.items().forEach(item -> item(item, windows));
    } else {
      object.text("window").ifPresent(text -> window(node(object), text, gates.putArray("window")));
    }
    return gates;
  }

  private static YamlNode node(YamlObject object) {
    return object.node("window").orElseThrow();
  }

  private void item(YamlNode item, ArrayNode windows) {
    if (item instanceof YamlNode.Scalar scalar) {
      window(item, scalar.text(), windows);
    } else {
      problems.add(item.position(), "a window must be a single value, not " + item.kind());
    }
  }

  private void window(YamlNode place, String text, ArrayNode windows) {
    try {
      windows.add(Window.of(text).toString());
    } catch (IllegalArgumentException e) {
      problems.add(place.position(), String.valueOf(e.getMessage()));
    }
  }
}
