package eu.dihya.base;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A node of a YAML text, with its place. Scalars are texts as written: {@code 007} and {@code true}
 * stay what they are.
 */
public sealed interface YamlNode {
  SourcePosition position();

  /** A text; {@code absent} for nothing, {@code ~} and {@code null}. */
  record Scalar(SourcePosition position, String text, boolean absent) implements YamlNode {}

  /** A list. */
  record Sequence(SourcePosition position, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A mapping; its keys in their order. */
  record Mapping(SourcePosition position, SequencedMap<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = new LinkedHashMap<>(entries);
    }
  }

  /** A value and the place of its key. */
  record Entry(SourcePosition keyPosition, YamlNode value) {}

  /** How messages call the kind of node. */
  default String kind() {
    return switch (this) {
      case Scalar _ -> "a single value";
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
    };
  }

  /** An empty mapping, what an empty file holds. */
  static Mapping emptyMapping(SourcePosition position) {
    return new Mapping(position, new LinkedHashMap<>(Map.of()));
  }
}
