package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Json;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.YamlNode;
import eu.dihya.base.YamlObject;
import eu.dihya.plan.ProbeGate;
import eu.dihya.plan.QueryGate;
import eu.dihya.plan.Window;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code gates} of a {@code rollout.yaml}. */
record GatesYaml(Problems problems) {
  static final List<String> KEYS =
      List.of(ApprovalsYaml.KEY, "window", "provenIn", "query", "probe");
  static final List<String> QUERY = List.of("name", "sql", "timeout");
  static final List<String> PROBE =
      List.of("name", "url", "status", "pointer", "value", "timeout", "attempts");
  private static final List<String> LATER = List.of("backup", "lint");
  private static final Set<String> NUMBERS = Set.of("status", "attempts");

  void read(YamlNode node, ObjectNode request) {
    ObjectNode gates = Json.mapper().createObjectNode();
    YamlObject object = YamlObject.of(RolloutFile.without(node, LATER, problems), KEYS, problems);
    new ApprovalsYaml(problems).read(object, request);
    if (object.node("window").orElse(null) instanceof YamlNode.Sequence several) {
      ArrayNode windows = gates.putArray("window");
      several.items().forEach(item -> item(item, windows));
    } else {
      object
          .text("window")
          .ifPresent(text -> window(object.position("window"), text, gates.putArray("window")));
    }
    object.text("provenIn").ifPresent(environment -> gates.put("provenIn", environment));
    each(object, "query", QUERY, gates, query -> Json.read(query.toString(), QueryGate.class));
    each(object, "probe", PROBE, gates, probe -> Json.read(probe.toString(), ProbeGate.class));
    if (!gates.isEmpty()) {
      request.set("gates", gates);
    }
  }

  private void item(YamlNode item, ArrayNode windows) {
    if (item instanceof YamlNode.Scalar scalar) {
      window(item.position(), scalar.text(), windows);
    } else {
      problems.add(item.position(), "a window must be a single value, not " + item.kind());
    }
  }

  private void window(SourcePosition place, String text, ArrayNode windows) {
    try {
      windows.add(Window.of(text).toString());
    } catch (IllegalArgumentException e) {
      problems.add(place, String.valueOf(e.getMessage()));
    }
  }

  private void each(
      YamlObject object,
      String key,
      List<String> keys,
      ObjectNode gates,
      Consumer<ObjectNode> check) {
    for (YamlNode item : object.items(key)) {
      ObjectNode gate = gate(YamlObject.of(item, keys, problems), keys);
      try {
        check.accept(gate);
        gates.withArray("/" + key).add(gate);
      } catch (RuntimeException e) {
        problems.add(item.position(), reason(e));
      }
    }
  }

  private ObjectNode gate(YamlObject object, List<String> keys) {
    ObjectNode gate = Json.mapper().createObjectNode();
    for (String key : keys) {
      object.text(key).ifPresent(text -> gate.set(key, value(object.position(key), key, text)));
    }
    return gate;
  }

  private JsonNode value(SourcePosition place, String key, String text) {
    if (!NUMBERS.contains(key)) {
      return gateText(text);
    }
    if (!text.matches("[1-9]\\d{0,2}")) {
      problems.add(place, "'" + text + "' is no whole number from 1 to 999");
      return Json.mapper().getNodeFactory().numberNode(1);
    }
    return Json.mapper().getNodeFactory().numberNode(Integer.parseInt(text));
  }

  private static JsonNode gateText(String text) {
    return Json.mapper().getNodeFactory().textNode(text);
  }

  /** What the record said that refused it, without the words of the reader around it. */
  private static String reason(Throwable error) {
    @Nullable Throwable cause = error;
    while (cause != null && !(cause instanceof IllegalArgumentException)) {
      cause = cause.getCause();
    }
    return String.valueOf((cause == null ? error : cause).getMessage());
  }
}
