package eu.dihya.change.expect;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.Section;
import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.Direction;
import eu.dihya.plan.PlanStep;
import eu.dihya.sql.Statement;
import java.util.Optional;

/** An up section of a chain, with whether it shares one transaction. */
record Script(Chain chain, Section section, boolean atomic) {
  /** What a row of the history stands for; empty when the catalogue has it no more. */
  static Optional<Script> of(Chain chain, HistoryRow row) {
    Optional<Migration> migration = chain.catalog().find(row.stream(), row.version());
    return migration
        .flatMap(found -> found.fileFor(chain.engine()))
        .filter(
            file -> !migration.get().repeatable() || row.rawChecksum().equals(file.rawChecksum()))
        .map(file -> of(chain, migration.get(), file));
  }

  static Script of(Chain chain, PlanStep step) {
    Migration migration =
        chain.catalog().find(step.stream(), step.version()).orElseThrow(() -> gone(step));
    return of(chain, migration, migration.fileFor(chain.engine()).orElseThrow(() -> gone(step)));
  }

  private static Script of(Chain chain, Migration migration, MigrationFile file) {
    PlanStep step = PlanStep.of(migration, file, Direction.UP, chain.engine());
    return new Script(chain, file.up(), step.atomic());
  }

  SectionReader open() {
    return chain.catalog().open(section, chain.engine(), chain.tenant().placeholderValues());
  }

  /** The first statement of which a scratch database can tell nothing, with its place. */
  Optional<String> unknown() {
    if (section.program().isPresent()) {
      return Optional.of(section.displayName() + ": what a program leaves is not known beforehand");
    }
    try (SectionReader statements = open()) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        if (ScratchRules.of(statement, chain.engine()) instanceof ScratchEffect.Unknown unknown) {
          return Optional.of(place(statement) + ": " + unknown.because());
        }
      }
      return Optional.empty();
    }
  }

  String place(Statement statement) {
    return statement.position(section.displayName()).toString();
  }

  private static DihyaException gone(PlanStep step) {
    return new DihyaException(ErrorCode.CATALOG, step.file() + " is no longer there");
  }
}
