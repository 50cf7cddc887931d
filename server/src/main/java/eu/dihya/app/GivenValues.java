package eu.dihya.app;

import eu.dihya.base.Problems;
import eu.dihya.base.Redactor;
import eu.dihya.base.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The values of all settings, the later layers over the earlier. Not thread-safe. */
final class GivenValues {
  private final Map<String, Given> values = new LinkedHashMap<>();
  private final Problems problems;

  private record Given(String value, String origin) {}

  GivenValues(Problems problems) {
    this.problems = problems;
    Settings.ALL.forEach(
        setting -> values.put(setting.key(), new Given(setting.initial(), "default")));
  }

  /** Takes a value from a file, a variable or a flag. */
  void put(Setting setting, String value, SourcePosition position, String origin) {
    check(setting, setting.key(), value, position);
    values.put(setting.key(), new Given(value, origin));
  }

  /** Takes the value for one name of a setting that may have several. */
  void put(Setting setting, String name, String value, SourcePosition position, String origin) {
    String key = setting.key() + "." + name;
    check(setting, key, value, position);
    values.put(key, new Given(value, origin));
  }

  private void check(Setting setting, String key, String value, SourcePosition position) {
    setting
        .type()
        .objection(value)
        .ifPresent(reason -> problems.add(position, "'" + key + "': " + reason));
  }

  String text(String key) {
    Given given = values.get(key);
    if (given == null) {
      throw new IllegalArgumentException("there is no setting " + key);
    }
    return given.value();
  }

  /** The values for single names, in the order in which they were given. */
  SequencedMap<String, String> perName(String key) {
    SequencedMap<String, String> named = new LinkedHashMap<>();
    String prefix = key + ".";
    values.forEach(
        (name, given) -> {
          if (name.startsWith(prefix)) {
            named.put(name.substring(prefix.length()), given.value());
          }
        });
    return named;
  }

  List<EffectiveValue> effective() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(
                entry ->
                    new EffectiveValue(
                        entry.getKey(),
                        Redactor.secrets(entry.getValue().value()),
                        entry.getValue().origin()))
            .toList();
  }
}
