package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Durations;
import eu.dihya.base.Json;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import eu.dihya.base.YamlNode;
import eu.dihya.base.YamlObject;
import eu.dihya.plan.Budget;
import java.util.List;

/** Reads {@code strategy.rolling} of a {@code rollout.yaml}. */
record RollingYaml(Problems problems) {
  static final List<String> ON_FAILURE = List.of("pause", "drain", "abort");
  static final List<String> UNDECIDED = List.of("refuse", "stop", "repeat", "skip");
  static final List<String> KEYS =
      List.of("waves", "parallel", "failureBudget", "onFailure", "dwell", "undecided");
  static final List<String> WAVE = List.of("canary", "select", "count", "percent");

  ObjectNode read(YamlNode node) {
    ObjectNode strategy = Json.mapper().createObjectNode();
    YamlObject rolling = YamlObject.of(node, KEYS, problems);
    if (rolling.node("waves").isPresent()) {
      var waves = new WaveTexts(strategy.putArray("waves"));
      rolling.items("waves").forEach(wave -> wave(wave, waves, strategy));
    }
    rolling
        .node("parallel")
        .ifPresent(parallel -> parallel(parallel, strategy.putObject("parallel")));
    rolling
        .node("failureBudget")
        .ifPresent(budget -> budget(budget, strategy.putObject("failureBudget")));
    rolling
        .text("onFailure")
        .ifPresent(word -> onFailure(rolling.position("onFailure"), word, strategy));
    rolling.text("dwell").ifPresent(text -> dwell(rolling.position("dwell"), text, strategy));
    rolling
        .text("undecided")
        .ifPresent(word -> undecided(rolling.position("undecided"), word, strategy));
    return strategy;
  }

  private void wave(YamlNode node, WaveTexts waves, ObjectNode strategy) {
    try {
      if (node instanceof YamlNode.Scalar scalar) {
        waves.add(scalar.text());
      } else {
        waveObject(
            YamlObject.of(node, WAVE, problems), waves, strategy.withArray("/waves").addObject());
      }
    } catch (IllegalArgumentException e) {
      problems.add(node.position(), String.valueOf(e.getMessage()));
    }
  }

  private void waveObject(YamlObject object, WaveTexts waves, ObjectNode wave) {
    object
        .text("canary")
        .ifPresent(text -> wave.put("canary", truth(object.position("canary"), text)));
    object.text("select").ifPresent(select -> wave.put("select", select));
    object
        .text("count")
        .ifPresent(text -> wave.put("count", number(object.position("count"), text)));
    object
        .text("percent")
        .ifPresent(
            text ->
                waves.addPercent(wave, number(object.position("percent"), text.replace("%", ""))));
    long ways = List.of("select", "count", "percent").stream().filter(wave::has).count();
    if (ways != 1) {
      problems.add(
          object.position(), "a wave is given by exactly one of select, count and percent");
    }
  }

  private void parallel(YamlNode node, ObjectNode parallel) {
    YamlObject object = YamlObject.of(node, List.of("total", "perServer"), problems);
    for (String key : List.of("total", "perServer")) {
      object.text(key).ifPresent(text -> parallel.put(key, number(object.position(key), text)));
    }
  }

  private void budget(YamlNode node, ObjectNode budget) {
    YamlObject object = YamlObject.of(node, List.of("canary", "total"), problems);
    for (String key : List.of("canary", "total")) {
      object
          .text(key)
          .ifPresent(
              text -> {
                try {
                  budget.put(key, Budget.of(text).toString());
                } catch (IllegalArgumentException e) {
                  problems.add(object.position(key), String.valueOf(e.getMessage()));
                }
              });
    }
  }

  private void onFailure(SourcePosition position, String word, ObjectNode strategy) {
    if (word.equals("revert-tenant")) {
      problems.add(
          position,
          "'revert-tenant' is not supported by this version; here: "
              + String.join(", ", ON_FAILURE));
    } else {
      oneOf(ON_FAILURE, "onFailure", position, word);
    }
    strategy.put("onFailure", word);
  }

  private void undecided(SourcePosition position, String word, ObjectNode strategy) {
    oneOf(UNDECIDED, "undecided", position, word);
    strategy.put("undecided", word);
  }

  void oneOf(List<String> words, String key, SourcePosition position, String word) {
    if (!words.contains(word)) {
      problems.add(
          position,
          "'"
              + word
              + "' is no "
              + key
              + Suggestions.hint(word, words)
              + "; here: "
              + String.join(", ", words));
    }
  }

  private void dwell(SourcePosition position, String text, ObjectNode strategy) {
    if (!Durations.FORM.matcher(text).matches()) {
      problems.add(position, "'" + text + "' is no time: write 30s, 10m or 2h");
    }
    strategy.put("dwell", text);
  }

  private boolean truth(SourcePosition position, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(position, "'" + text + "' is neither true nor false");
    }
    return text.equals("true");
  }

  private int number(SourcePosition position, String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      problems.add(position, "'" + text + "' is no whole number from 1 on");
      return 1;
    }
    return Integer.parseInt(text);
  }
}
