package eu.dihya.base;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A mapping of which the keys are known. Every other key is a problem with a suggestion, and so is
 * a value of the wrong kind; both are added, and reading goes on. Not thread-safe.
 */
public final class YamlObject {
  private final SourcePosition position;
  private final SequencedMap<String, YamlNode.Entry> entries;
  private final Problems problems;

  private YamlObject(YamlNode.Mapping mapping, Problems problems) {
    this.position = mapping.position();
    this.entries = mapping.entries();
    this.problems = problems;
  }

  /** The node as an object; one without keys when it is no mapping. */
  public static YamlObject of(YamlNode node, Collection<String> known, Problems problems) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.add(
          node.position(), "expected keys (" + String.join(", ", known) + "), not " + node.kind());
      return new YamlObject(YamlNode.emptyMapping(node.position()), problems);
    }
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(
                    entry.keyPosition(),
                    "unknown key '"
                        + key
                        + "'"
                        + Suggestions.hint(key, known)
                        + "; known here: "
                        + String.join(", ", known));
              }
            });
    return new YamlObject(mapping, problems);
  }

  public SourcePosition position() {
    return position;
  }

  /** Where the key's value stands, or the object when there is none. */
  public SourcePosition position(String key) {
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? position : entry.value().position();
  }

  public Optional<YamlNode> node(String key) {
    return Optional.ofNullable(entries.get(key)).map(YamlNode.Entry::value);
  }

  /**
   * The single value of the key; empty, with a problem where a value is of another kind or missing.
   */
  public Optional<String> text(String key) {
    return node(key).flatMap(node -> scalar(key, node));
  }

  /** The same, a problem when the key does not stand there. */
  public Optional<String> required(String key) {
    if (!entries.containsKey(key)) {
      problems.add(position, "'" + key + "' is missing");
    }
    return text(key);
  }

  /** The items of a list; empty when there is none. */
  public List<YamlNode> items(String key) {
    return switch (node(key).orElse(null)) {
      case YamlNode.Sequence sequence -> sequence.items();
      case null -> List.of();
      case YamlNode.Scalar scalar -> wrong(key, scalar, "a list", List.of());
      case YamlNode.Mapping mapping -> wrong(key, mapping, "a list", List.of());
    };
  }

  /** The single values of a mapping with free keys; empty when there is none. */
  public Map<String, String> texts(String key) {
    return switch (node(key).orElse(null)) {
      case YamlNode.Mapping mapping -> texts(mapping);
      case null -> Map.of();
      case YamlNode.Scalar scalar -> wrong(key, scalar, "a mapping", Map.of());
      case YamlNode.Sequence sequence -> wrong(key, sequence, "a mapping", Map.of());
    };
  }

  private Map<String, String> texts(YamlNode.Mapping mapping) {
    Map<String, String> texts = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> scalar(key, entry.value()).ifPresent(text -> texts.put(key, text)));
    return texts;
  }

  private Optional<String> scalar(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.absent()) {
        problems.add(scalar.position(), "'" + key + "' has no value");
        return Optional.empty();
      }
      return Optional.of(scalar.text());
    }
    return wrong(key, node, "a single value", Optional.empty());
  }

  private <T> T wrong(String key, YamlNode node, String expected, T instead) {
    problems.add(node.position(), "'" + key + "' must be " + expected + ", not " + node.kind());
    return instead;
  }
}
