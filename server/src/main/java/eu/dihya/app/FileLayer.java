package eu.dihya.app;

import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import eu.dihya.base.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes values from {@code dihya.yaml}. */
final class FileLayer {
  /** The name under which a mapping has the value for all that it does not name. */
  static final String OTHERS = "default";

  private final GivenValues values;
  private final Problems problems;

  FileLayer(GivenValues values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  void read(YamlNode root) {
    if (root instanceof YamlNode.Mapping mapping) {
      section("", mapping);
    } else {
      problems.add(
          root.position(),
          "expected keys (" + String.join(", ", children("")) + "), not " + root.kind());
    }
  }

  private void section(String prefix, YamlNode.Mapping mapping) {
    Set<String> known = children(prefix);
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              String key = prefix + name;
              if (!known.contains(name)) {
                problems.add(
                    entry.keyPosition(),
                    "unknown key '"
                        + key
                        + "'"
                        + Suggestions.hint(name, known)
                        + "; known here: "
                        + String.join(", ", known));
              } else {
                value(key, entry);
              }
            });
  }

  private void value(String key, YamlNode.Entry entry) {
    Optional<Setting> setting =
        Settings.ALL.stream().filter(known -> known.key().equals(key)).findFirst();
    switch (entry.value()) {
      case YamlNode.Scalar scalar
          when setting.isPresent() && !setting.get().namesOnly() && !scalar.absent() ->
          values.put(setting.get(), scalar.text(), scalar.position(), origin(scalar.position()));
      case YamlNode.Sequence list when setting.filter(Setting::isList).isPresent() ->
          items(setting.get(), list);
      case YamlNode.Mapping mapping when setting.isEmpty() -> section(key + ".", mapping);
      case YamlNode.Mapping mapping when setting.get().perName() -> names(setting.get(), mapping);
      case YamlNode.Scalar scalar when scalar.absent() ->
          problems.add(scalar.position(), "'" + key + "' has no value");
      case YamlNode.Scalar _, YamlNode.Mapping _, YamlNode.Sequence _ ->
          problems.add(
              entry.value().position(),
              "'" + key + "' must be " + wanted(setting) + ", not " + entry.value().kind());
    }
  }

  private static String wanted(Optional<Setting> setting) {
    if (setting.isEmpty() || setting.get().namesOnly()) {
      return "a mapping";
    }
    return setting.get().isList() ? "a list" : "a single value";
  }

  private void items(Setting setting, YamlNode.Sequence list) {
    values.put(setting, joined(setting, list), list.position(), origin(list.position()));
  }

  private String joined(Setting setting, YamlNode.Sequence list) {
    List<String> items = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlNode.Scalar scalar) || scalar.absent()) {
        problems.add(item.position(), "'" + setting.key() + "': an item must be a single value");
      } else if (scalar.text().contains(",")) {
        problems.add(item.position(), "'" + setting.key() + "': an item holds no comma");
      } else {
        items.add(scalar.text());
      }
    }
    return String.join(",", items);
  }

  private void names(Setting setting, YamlNode.Mapping mapping) {
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              SourcePosition position = entry.value().position();
              if (entry.value() instanceof YamlNode.Sequence list && setting.listPerName()) {
                values.put(setting, name, joined(setting, list), position, origin(position));
              } else if (!(entry.value() instanceof YamlNode.Scalar scalar) || scalar.absent()) {
                problems.add(
                    position, "'" + setting.key() + "." + name + "' must be a single value");
              } else if (name.equals(OTHERS) && !setting.namesOnly()) {
                values.put(setting, scalar.text(), position, origin(position));
              } else {
                values.put(setting, name, scalar.text(), position, origin(position));
              }
            });
  }

  private static String origin(SourcePosition position) {
    return position.file() + ":" + position.line();
  }

  /** The names that may stand below a prefix. */
  private static Set<String> children(String prefix) {
    Set<String> names = new LinkedHashSet<>();
    for (Setting setting : Settings.ALL) {
      if (setting.key().startsWith(prefix)) {
        names.add(setting.key().substring(prefix.length()).split("\\.", 2)[0]);
      }
    }
    return names;
  }
}
