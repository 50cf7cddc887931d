package eu.dihya.lint;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.FileComments;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.Section;
import eu.dihya.catalog.SectionReader;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs all rules over a catalogue. Files are read statement by statement; nothing of them is kept.
 * A linter is for one thread.
 */
public final class Linter {
  private static final String NOTE = "note:";

  private final Catalog catalog;
  private final Set<Engine> engines;

  /**
   * @param engines those of the fleet: a file without an engine in its name is looked at for these
   */
  public Linter(Catalog catalog, Set<Engine> engines) {
    this.catalog = catalog;
    this.engines = Set.copyOf(engines);
  }

  /** What the rules find in these migrations, by file and place. */
  public List<Finding> lint(List<Migration> migrations) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (Migration migration : migrations) {
      for (MigrationFile file : migration.variants()) {
        findings.addAll(lint(migration, file));
      }
    }
    return findings.stream().sorted(Finding.ORDER).toList();
  }

  private List<Finding> lint(Migration migration, MigrationFile file) {
    List<FileComments.Comment> comments =
        FileComments.of(file, text -> text.startsWith(Ignores.PREFIX) || text.startsWith(NOTE));
    List<FileComments.Comment> notes =
        comments.stream().filter(comment -> comment.text().startsWith(NOTE)).toList();
    LintedFile linted = new LintedFile(catalog.convention(), migration, file, notes);
    // What holds for several engines is found once for each of them.
    Set<Finding> found = new LinkedHashSet<>();
    for (Rule rule : Rules.all()) {
      rule.file(linted, (at, message, fix) -> found.add(finding(rule, at, message, fix)));
    }
    for (Engine engine : served(migration, file)) {
      section(linted, engine, Optional.of(file.up()), true, found);
      section(linted, engine, file.down(), false, found);
    }
    List<FileComments.Comment> ignores =
        comments.stream().filter(comment -> !notes.contains(comment)).toList();
    return new Ignores(ignores).apply(List.copyOf(found));
  }

  /** The engines of the fleet that get this very file; its own engine at least. */
  private Set<Engine> served(Migration migration, MigrationFile file) {
    Set<Engine> served = EnumSet.noneOf(Engine.class);
    file.engine().ifPresent(served::add);
    for (Engine engine : engines) {
      if (migration.fileFor(engine).filter(file::equals).isPresent()) {
        served.add(engine);
      }
    }
    return served;
  }

  private void section(
      LintedFile linted, Engine engine, Optional<Section> section, boolean up, Set<Finding> found) {
    if (section.filter(each -> each.program().isEmpty()).isEmpty()) {
      return;
    }
    SqlDialect dialect = SqlDialect.of(engine);
    SectionSoFar before = new SectionSoFar();
    try (SectionReader statements = catalog.asWritten(section.get(), engine)) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        StatementInfo info = StatementInfo.of(statement, dialect);
        Words words = Words.of(statement.sql(), dialect);
        var seen =
            new LintedStatement(linted, engine, section.get(), up, statement, info, words, before);
        for (Rule rule : Rules.all()) {
          rule.statement(seen, (at, message, fix) -> found.add(finding(rule, at, message, fix)));
        }
        before.add(info, words);
      }
    }
  }

  private static Finding finding(Rule rule, SourcePosition at, String message, String fix) {
    return new Finding(rule.id(), rule.severity(), at, message, fix);
  }
}
