package eu.dihya.base;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML into nodes with places. A key that stands twice is a problem, and so is nesting
 * without end.
 */
public final class Yaml {
  private static final int DEEPEST = 20;
  private static final int LARGEST = 64 << 20;

  private final String file;
  private final Problems problems;
  private int nodes;

  private Yaml(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The file's only document; empty, with a problem added, when it cannot be read or is no YAML.
   */
  public static Optional<YamlNode> read(Path path, String displayName, Problems problems) {
    try {
      return parse(Files.readString(path), displayName, problems);
    } catch (CharacterCodingException e) {
      problems.add(SourcePosition.of(displayName), "is not valid UTF-8");
    } catch (NoSuchFileException e) {
      problems.add(SourcePosition.of(displayName), "cannot be read: there is no such file");
    } catch (AccessDeniedException e) {
      problems.add(SourcePosition.of(displayName), "cannot be read: permission denied");
    } catch (IOException e) {
      problems.add(SourcePosition.of(displayName), "cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** The same for a text; an empty one is an empty mapping. */
  public static Optional<YamlNode> parse(String text, String displayName, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    var yaml = new Yaml(displayName, problems);
    try {
      Node root =
          new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      return root == null
          ? Optional.of(YamlNode.emptyMapping(new SourcePosition(displayName, 1, 1)))
          : Optional.of(yaml.node(root, 0));
    } catch (MarkedYAMLException e) {
      problems.add(yaml.position(e.getProblemMark()), "is no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(SourcePosition.of(displayName), "is no YAML: " + e.getMessage());
    } catch (DihyaException e) {
      problems.addAll(e.problems());
    }
    return Optional.empty();
  }

  private YamlNode node(Node node, int depth) {
    SourcePosition position = position(node.getStartMark());
    if (depth > DEEPEST || ++nodes > LARGEST / 16) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          List.of(new Problem(position, "is nested without end or far too large")));
    }
    return switch (node) {
      case ScalarNode scalar ->
          new YamlNode.Scalar(position, scalar.getValue(), scalar.getTag().equals(Tag.NULL));
      case SequenceNode sequence ->
          new YamlNode.Sequence(
              position, sequence.getValue().stream().map(item -> node(item, depth + 1)).toList());
      case MappingNode mapping -> mapping(mapping, position, depth);
      default -> throw new IllegalStateException("YAML has three kinds of nodes");
    };
  }

  private YamlNode.Mapping mapping(MappingNode node, SourcePosition position, int depth) {
    SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : new ArrayList<>(node.getValue())) {
      SourcePosition at = position(tuple.getKeyNode().getStartMark());
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        var entry = new YamlNode.Entry(at, node(tuple.getValueNode(), depth + 1));
        YamlNode.Entry other = entries.putIfAbsent(key.getValue(), entry);
        if (other != null) {
          problems.add(
              at,
              "the key '"
                  + key.getValue()
                  + "' stands already in line "
                  + other.keyPosition().line());
        }
      } else {
        problems.add(at, "a key must be a single value");
      }
    }
    return new YamlNode.Mapping(position, entries);
  }

  private SourcePosition position(@Nullable Mark mark) {
    return mark == null
        ? SourcePosition.of(file)
        : new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
