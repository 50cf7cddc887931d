package eu.dihya.catalog;

import eu.dihya.base.Engine;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the names of migration files in one convention, and says how a bad one should be written.
 */
final class FileNames {
  static final Pattern NATIVE =
      Pattern.compile("(\\d{8}_\\d{4})_([\\p{L}\\p{N}][\\p{L}\\p{N}_-]*)");
  static final Pattern NUMBERED = Pattern.compile("(\\d{1,18})_(.+)");
  static final Pattern PAIR = Pattern.compile("(\\d{1,18})_(.+)\\.(up|down)");
  static final Pattern FLYWAY = Pattern.compile("([VU])(\\d{1,18}(?:[._]\\d{1,18})*)__(.+)");
  static final Pattern FLYWAY_REPEATABLE = Pattern.compile("R__(.+)");

  /** The form of a native version; strict, so that 20250231 is refused. */
  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmm").withResolverStyle(ResolverStyle.STRICT);

  private static final String SUFFIX = ".sql";

  private final Convention convention;
  private final Problems problems;

  FileNames(Convention convention, Problems problems) {
    this.convention = convention;
    this.problems = problems;
  }

  /** What the name says; empty, with a problem added, when it is not of the convention. */
  Optional<FileName> read(String fileName, String displayName) {
    Optional<Interpreter> interpreter = Interpreter.of(fileName);
    if (interpreter.isPresent()) {
      return program(interpreter.get(), fileName, displayName);
    }
    if (!fileName.endsWith(SUFFIX)) {
      return bad(fileName, displayName);
    }
    String stem = fileName.substring(0, fileName.length() - SUFFIX.length());
    return switch (convention) {
      case NATIVE -> nativeName(stem, SUFFIX, displayName);
      case DBMATE, GOOSE -> numbered(stem, displayName);
      case GOLANG_MIGRATE -> pair(stem, displayName);
      case FLYWAY -> flyway(stem, displayName);
    };
  }

  private Optional<FileName> program(Interpreter interpreter, String fileName, String displayName) {
    if (convention != Convention.NATIVE) {
      problems.add(
          SourcePosition.of(displayName),
          "is a program, which there is in Dihya's own convention only, and this workspace uses"
              + " that of "
              + convention.title());
      return Optional.empty();
    }
    return fileName.endsWith(interpreter.suffix())
        ? nativeName(
            fileName.substring(0, fileName.length() - interpreter.suffix().length()),
            interpreter.suffix(),
            displayName)
        : bad(fileName, displayName);
  }

  private Optional<FileName> nativeName(String stem, String suffix, String displayName) {
    Optional<EngineInfix> infix = infix(stem, displayName, true);
    if (infix.isEmpty()) {
      return Optional.empty();
    }
    Matcher name = NATIVE.matcher(infix.get().stem());
    if (!name.matches()) {
      return bad(stem + suffix, displayName);
    }
    if (!isTime(name.group(1))) {
      problems.add(
          SourcePosition.of(displayName),
          "'" + name.group(1) + "' is not a date and a time; a version is YYYYMMDD_HHMM");
      return Optional.empty();
    }
    return named(FileName.Role.SECTIONED, name.group(1), name.group(2), infix.get().engine());
  }

  private Optional<FileName> numbered(String stem, String displayName) {
    return infix(stem, displayName, false)
        .flatMap(
            infix -> {
              Matcher name = NUMBERED.matcher(infix.stem());
              return name.matches()
                  ? named(FileName.Role.SECTIONED, name.group(1), name.group(2), infix.engine())
                  : bad(stem + SUFFIX, displayName);
            });
  }

  private Optional<FileName> pair(String stem, String displayName) {
    Matcher name = PAIR.matcher(stem);
    if (!name.matches()) {
      return bad(stem + SUFFIX, displayName);
    }
    FileName.Role role = name.group(3).equals("up") ? FileName.Role.UP : FileName.Role.DOWN;
    return infix(name.group(2), displayName, false)
        .flatMap(infix -> named(role, name.group(1), infix.stem(), infix.engine()));
  }

  private Optional<FileName> flyway(String stem, String displayName) {
    return infix(stem, displayName, false).flatMap(infix -> flyway(infix, stem, displayName));
  }

  private Optional<FileName> flyway(EngineInfix infix, String stem, String displayName) {
    Matcher repeatable = FLYWAY_REPEATABLE.matcher(infix.stem());
    if (repeatable.matches()) {
      String description = words(repeatable.group(1));
      return Optional.of(
          new FileName(FileName.Role.REPEATABLE, Optional.empty(), description, infix.engine()));
    }
    Matcher name = FLYWAY.matcher(infix.stem());
    if (!name.matches()) {
      return bad(stem + SUFFIX, displayName);
    }
    FileName.Role role = name.group(1).equals("V") ? FileName.Role.UP : FileName.Role.DOWN;
    return named(role, name.group(2), name.group(3), infix.engine());
  }

  private Optional<EngineInfix> infix(String stem, String displayName, boolean strict) {
    return EngineInfix.read(stem, strict, new SourcePosition(displayName, 0, 0), problems);
  }

  private Optional<FileName> bad(String fileName, String displayName) {
    problems.add(
        SourcePosition.of(displayName),
        "not a name of the "
            + convention.title()
            + " convention, which this workspace uses: expected "
            + NameRepair.form(convention)
            + NameRepair.suggestion(convention, fileName)
                .map(name -> "; rename it to '" + name + "'?")
                .orElse(""));
    return Optional.empty();
  }

  private static Optional<FileName> named(
      FileName.Role role, String version, String description, Optional<Engine> engine) {
    return Optional.of(
        new FileName(role, Optional.of(MigrationVersion.of(version)), words(description), engine));
  }

  private static String words(String description) {
    return description.replace('_', ' ').strip();
  }

  static boolean isTime(String stamp) {
    try {
      LocalDateTime.parse(stamp, STAMP);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
