package eu.dihya.catalog;

import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the comments at the top of a program: Purpose, Impact and Rollback, and what its author
 * declares of running it twice. Not thread-safe; one parser reads one file.
 */
final class ProgramParser {
  static final String COMMENT = "#";
  private static final String DECLARATION = "migrate:script";
  private static final String EXPECTED = "'# migrate:script class=idem' or '# ... class=ask'";

  private final String displayName;
  private final Problems problems = new Problems();
  private final Preamble preamble = new Preamble();
  private boolean inPreamble = true;
  private boolean mayRunAgain;
  private boolean declared;
  private long length;

  private ProgramParser(String displayName) {
    this.displayName = displayName;
  }

  /** Reads the file; what is wrong with it is added to the problems. */
  static ParsedFile parse(Path path, String displayName, Interpreter interpreter, Problems found) {
    var parser = new ProgramParser(displayName);
    String checksum = parser.read(path);
    Program program =
        new Program(interpreter, String.valueOf(path.getFileName()), checksum, parser.mayRunAgain);
    Section whole =
        new Section(path, displayName, 1, 0, parser.length, false, Optional.of(program));
    found.addAll(parser.problems.list());
    return new ParsedFile(
        parser.preamble.header(), Map.of(Mark.Part.UP, whole), checksum, parser.problems.isEmpty());
  }

  private String read(Path path) {
    try {
      String checksum = SourceScan.read(path, displayName, problems, this::line);
      if (!declared && problems.isEmpty()) {
        problems.add(
            SourcePosition.of(displayName),
            "does not say among its first comments whether it may be run again after a crash;"
                + " write "
                + EXPECTED);
      }
      return checksum;
    } catch (IOException e) {
      problems.add(SourcePosition.of(displayName), "cannot be read: " + e.getMessage());
      return "";
    }
  }

  private void line(SourceLine line) {
    length = line.next();
    String text = line.text().strip();
    inPreamble = inPreamble && (text.isEmpty() || text.startsWith(COMMENT));
    if (!inPreamble) {
      return;
    }
    String comment = line.comment(COMMENT);
    if (comment.startsWith(MigrateMarks.PREFIX)) {
      declare(new SourcePosition(displayName, line.number(), 1), comment);
    } else {
      preamble.accept(asSql(line));
    }
  }

  /** The same comment in the words of SQL, which is how headers are read. */
  private static SourceLine asSql(SourceLine line) {
    String text = line.text().strip();
    String comment = text.isEmpty() ? "" : "--" + text.substring(COMMENT.length());
    return new SourceLine(line.number(), line.offset(), line.next(), comment);
  }

  private void declare(SourcePosition position, String comment) {
    String[] words = comment.split("\\s+");
    boolean known = words.length == 2 && words[0].equals(DECLARATION);
    if (declared) {
      problems.add(position, "a second '# migrate:' line; a program has one");
    } else if (known && words[1].equals("class=idem")) {
      mayRunAgain = true;
    } else if (!known || !words[1].equals("class=ask")) {
      problems.add(position, "'" + comment + "' means nothing in a program; expected " + EXPECTED);
    }
    declared = true;
  }
}
