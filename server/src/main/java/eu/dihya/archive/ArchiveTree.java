package eu.dihya.archive;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is to be archived: always a directory, of files that are read when the tree is written. */
public final class ArchiveTree {
  private sealed interface Node {
    record Leaf(ArchiveEntry.Content content) implements Node {}

    record Branch(Map<String, Node> children) implements Node {
      Branch() {
        this(new TreeMap<>());
      }
    }
  }

  private final Node.Branch root = new Node.Branch();

  private ArchiveTree() {}

  /**
   * The entries, in any order; two at one path, or a file where a directory must be, is {@code
   * USAGE}.
   */
  public static ArchiveTree of(List<ArchiveEntry> entries) {
    ArchiveTree tree = new ArchiveTree();
    entries.forEach(tree::add);
    return tree;
  }

  /**
   * Everything below a directory, empty directories included. Symbolic links and special files are
   * refused: what they lead to is not what was archived.
   */
  public static ArchiveTree of(Path directory) {
    ArchiveTree tree = new ArchiveTree();
    tree.addAll(directory, tree.root);
    return tree;
  }

  /** Writes all blocks, children first, and returns the address of the whole. */
  Cid write(BlockSink sink) throws IOException {
    return write("", root, sink).cid();
  }

  private DagLink write(String name, Node node, BlockSink sink) throws IOException {
    return switch (node) {
      case Node.Leaf(ArchiveEntry.Content content) -> {
        try (InputStream in = new BufferedInputStream(content.open())) {
          yield new FileLayout(sink).write(name, in);
        }
      }
      case Node.Branch(Map<String, Node> children) -> {
        List<DirectoryLayout.Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Node> child : children.entrySet()) {
          boolean counted =
              !(child.getValue() instanceof Node.Branch branch) || branch.children().isEmpty();
          entries.add(
              new DirectoryLayout.Entry(write(child.getKey(), child.getValue(), sink), counted));
        }
        yield new DirectoryLayout(sink).write(name, entries);
      }
    };
  }

  private void add(ArchiveEntry entry) {
    Node.Branch branch = root;
    List<String> parts = entry.parts();
    for (String part : parts.subList(0, parts.size() - 1)) {
      if (!(branch.children().computeIfAbsent(part, absent -> new Node.Branch())
          instanceof Node.Branch next)) {
        throw twice(entry.path());
      }
      branch = next;
    }
    if (branch.children().putIfAbsent(parts.getLast(), new Node.Leaf(entry.content())) != null) {
      throw twice(entry.path());
    }
  }

  private void addAll(Path directory, Node.Branch into) {
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.toList()) {
        String name = child.getFileName().toString();
        ArchiveEntry.checkName(name, child.toString());
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          Node.Branch branch = new Node.Branch();
          into.children().put(name, branch);
          addAll(child, branch);
        } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
          into.children().put(name, new Node.Leaf(() -> Files.newInputStream(child)));
        } else {
          throw new DihyaException(
              ErrorCode.USAGE,
              child
                  + " is a symbolic link or a special file; archive the file that is meant"
                  + " instead");
        }
      }
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "cannot read the directory " + directory + " to archive it", e);
    }
  }

  private static DihyaException twice(String path) {
    return new DihyaException(
        ErrorCode.USAGE, "the archive would hold '" + path + "' twice, or a file inside a file");
  }
}
