package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Durations;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan's request as the {@code rollout.yaml} that asks for the same; {@link RolloutFile} reads
 * it.
 */
record RolloutYaml(JsonNode plan) {
  /**
   * @throws DihyaException USAGE when it undoes a rollout: the file has no word for that
   */
  String text() {
    if (plan.hasNonNull("reverts")) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "plan "
              + plan.path("id").asText()
              + " undoes "
              + plan.path("reverts").asText()
              + ", which a rollout.yaml cannot ask for; use 'dihya rollout revert "
              + plan.path("reverts").asText()
              + "'");
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("release", release());
    if (!plan.path("select").asText().isEmpty()) {
      root.put("select", plan.path("select").asText());
    }
    root.put("strategy", Map.of("rolling", rolling(plan.path("strategy"))));
    if (plan.has("startAt")) {
      root.put("startAt", plan.path("startAt").asText());
    }
    Map<String, Object> gates = gates();
    if (!gates.isEmpty()) {
      root.put("gates", gates);
    }
    return YamlText.of(root).stripTrailing();
  }

  private Map<String, Object> gates() {
    Map<String, Object> gates = new LinkedHashMap<>();
    JsonNode approvals = plan.path("approvals").path("required");
    if (!approvals.isEmpty()) {
      gates.put("approvals", values(approvals));
    }
    gates.putAll(values(plan.path("gates")));
    return gates;
  }

  private Map<String, Object> release() {
    Map<String, Object> release = new LinkedHashMap<>();
    release.put("upTo", plan.path("to").asText());
    if (plan.path("allowOutOfOrder").asBoolean()) {
      release.put("outOfOrder", "allow");
    }
    return release;
  }

  private static Map<String, Object> rolling(JsonNode strategy) {
    Map<String, Object> rolling = new LinkedHashMap<>();
    List<Object> waves = strategy.path("waves").valueStream().map(RolloutYaml::wave).toList();
    if (!waves.isEmpty()) {
      rolling.put("waves", waves);
    }
    rolling.put("parallel", values(strategy.path("parallel")));
    rolling.put("failureBudget", values(strategy.path("failureBudget")));
    rolling.put("onFailure", strategy.path("onFailure").asText());
    rolling.put("dwell", Durations.format(Durations.parse(strategy.path("dwell").asText())));
    rolling.put("undecided", strategy.path("undecided").asText());
    return rolling;
  }

  private static Object wave(JsonNode wave) {
    if (wave.path("canary").asBoolean() || wave.has("select")) {
      return values(wave);
    }
    return wave.has("percent") ? wave.path("percent").asInt() + "%" : wave.path("count").asInt();
  }

  private static Map<String, Object> values(JsonNode object) {
    Map<String, Object> values = new LinkedHashMap<>();
    object.forEachEntry((key, value) -> values.put(key, value(value)));
    return values;
  }

  private static Object value(JsonNode value) {
    if (value.isObject()) {
      return values(value);
    }
    if (value.isArray()) {
      return value.valueStream().map(RolloutYaml::value).toList();
    }
    return value.isBoolean()
        ? (Object) value.asBoolean()
        : value.isInt() ? value.asInt() : value.asText();
  }
}
