package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The comment lines of a migration's files that say something to a tool. */
public final class FileComments {
  private FileComments() {}

  /**
   * A line that begins with {@code --}, in a program with {@code #}.
   *
   * @param text what follows that, at most a few thousand characters
   */
  public record Comment(SourcePosition position, String text) {}

  /** The wanted comment lines, those of the up file first. */
  public static List<Comment> of(MigrationFile file, Predicate<String> wanted) {
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(file.path(), file.displayName());
    file.down().ifPresent(down -> files.put(down.path(), down.displayName()));
    List<Comment> comments = new ArrayList<>();
    files.forEach((path, shown) -> read(path, shown, wanted, comments));
    return List.copyOf(comments);
  }

  private static void read(
      Path path, String shown, Predicate<String> wanted, List<Comment> comments) {
    String mark = Interpreter.of(shown).isPresent() ? ProgramParser.COMMENT : "--";
    try {
      SourceScan.read(
          path,
          shown,
          new Problems(),
          line -> {
            String comment = line.comment(mark);
            if (!comment.isEmpty() && wanted.test(comment)) {
              comments.add(new Comment(new SourcePosition(shown, line.number(), 1), comment));
            }
          });
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.CATALOG, shown + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
