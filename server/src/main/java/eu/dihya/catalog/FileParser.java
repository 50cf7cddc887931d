package eu.dihya.catalog;

import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sections of one file by its marker lines, in one pass. Not thread-safe; one parser
 * reads one file.
 */
final class FileParser {
  private final Path path;
  private final String displayName;
  private final MarkReader marks;
  private final boolean sectioned;
  private final Problems problems = new Problems();
  private final Preamble preamble = new Preamble();
  private final Map<Mark.Part, Section> sections = new EnumMap<>(Mark.Part.class);
  private final StatementBlocks blocks = new StatementBlocks(problems);
  private @Nullable Section open;
  private Mark.@Nullable Part openPart;
  private boolean inPreamble = true;
  private boolean transactional = true;
  private long start;
  private long length;

  private FileParser(Path path, String displayName, Convention convention, boolean sectioned) {
    this.path = path;
    this.displayName = displayName;
    this.marks = MarkReader.of(convention);
    this.sectioned = sectioned;
  }

  /** Reads the file; what is wrong with it is added to the problems. */
  static ParsedFile parse(
      Path path, String displayName, Convention convention, FileName.Role role, Problems found) {
    var parser = new FileParser(path, displayName, convention, role == FileName.Role.SECTIONED);
    String checksum = parser.read();
    parser.finish(convention, role);
    found.addAll(parser.problems.list());
    return new ParsedFile(
        parser.preamble.header(), parser.inTransactions(), checksum, parser.problems.isEmpty());
  }

  private String read() {
    try {
      return SourceScan.read(path, displayName, problems, this::line);
    } catch (IOException e) {
      problems.add(SourcePosition.of(displayName), "cannot be read: " + e.getMessage());
      return "";
    }
  }

  private void line(SourceLine line) {
    if (line.number() == 1) {
      start = line.offset();
    }
    length = line.next();
    Optional<Mark> mark = marks.read(line.comment());
    if (mark.isPresent()) {
      marked(line, mark.get());
    } else if (inPreamble && !preamble.accept(line)) {
      inPreamble = false;
      if (sectioned && open == null) {
        problem(
            line,
            "text before the first section belongs to no section; put it under its marker or in a"
                + " comment");
      }
    }
  }

  private void marked(SourceLine line, Mark mark) {
    SourcePosition position = new SourcePosition(displayName, line.number(), 1);
    switch (mark) {
      case Mark.Wrong wrong -> {
        problems.add(position, wrong.message());
        inPreamble = false;
      }
      case Mark.NoTransaction _ -> transactional = false;
      case Mark.StatementBegins _ -> blocks.begin(position, open != null);
      case Mark.StatementEnds _ -> blocks.end(position);
      case Mark.Opens opens -> opens(line, opens);
    }
  }

  private void opens(SourceLine line, Mark.Opens opens) {
    blocks.close();
    close(line.offset());
    if (openPart == opens.part() || sections.containsKey(opens.part())) {
      problem(line, "a second " + opens.part().code() + " section; a file has one of each");
    } else if (opens.part() == Mark.Part.UP && openPart != null) {
      problem(line, "the up section must come first");
    }
    inPreamble = false;
    openPart = opens.part();
    open = new Section(path, displayName, line.number() + 1, line.next(), 0, opens.transactional());
  }

  private void close(long end) {
    if (open != null && openPart != null) {
      sections.putIfAbsent(openPart, section(open, open.offset(), end, open.transactional()));
    }
  }

  private void finish(Convention convention, FileName.Role role) {
    blocks.close();
    if (sectioned) {
      close(length);
      if (!sections.containsKey(Mark.Part.UP) && problems.isEmpty()) {
        String marker = convention == Convention.GOOSE ? "-- +goose Up" : "-- migrate:up";
        problems.add(
            SourcePosition.of(displayName), "has no '" + marker + "' line before its statements");
      }
      return;
    }
    Mark.Part part = role == FileName.Role.DOWN ? Mark.Part.DOWN : Mark.Part.UP;
    sections.put(part, new Section(path, displayName, 1, start, length - start, true));
  }

  private Map<Mark.Part, Section> inTransactions() {
    if (!transactional) {
      sections.replaceAll(
          (_, part) -> section(part, part.offset(), part.offset() + part.length(), false));
    }
    return sections;
  }

  private static Section section(Section like, long from, long to, boolean transactional) {
    return new Section(
        like.path(), like.displayName(), like.line(), from, to - from, transactional);
  }

  private void problem(SourceLine line, String message) {
    problems.add(new SourcePosition(displayName, line.number(), 1), message);
  }
}
