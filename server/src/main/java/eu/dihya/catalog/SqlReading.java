package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Placeholders;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import eu.dihya.sql.TokenDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the SQL of a file in one dialect, once: its syntax, its checksum, its placeholders. Not
 * thread-safe.
 */
final class SqlReading {
  private final Convention convention;
  private final SqlDialect dialect;
  private final Problems problems;
  private final List<String> digests = new ArrayList<>();
  private final Map<String, SourcePosition> placeholders = new TreeMap<>();

  private SqlReading(Convention convention, SqlDialect dialect, Problems problems) {
    this.convention = convention;
    this.dialect = dialect;
    this.problems = problems;
  }

  /**
   * The summary; what is wrong with the SQL is added to the problems, and the summary then means
   * nothing.
   */
  static SqlSummary of(
      MigrationFile file, Convention convention, SqlDialect dialect, Problems problems) {
    if (file.program().isPresent()) {
      return new SqlSummary(Sha256.ofParts(List.of("program", file.rawChecksum())), Map.of());
    }
    var reading = new SqlReading(convention, dialect, problems);
    reading.section("up", Optional.of(file.up()));
    reading.section("down", file.down());
    reading.section("verify", file.verify());
    return new SqlSummary(Sha256.ofParts(reading.digests), reading.placeholders);
  }

  private void section(String name, Optional<Section> section) {
    if (section.isEmpty()) {
      return;
    }
    TokenDigest digest = TokenDigest.of(dialect);
    try (SectionReader statements = SectionReader.asWritten(section.get(), convention, dialect)) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        digest.add(statement);
        look(statement, section.get());
      }
    } catch (DihyaException e) {
      if (e.problems().isEmpty()) {
        throw e;
      }
      problems.addAll(e.problems());
    }
    digests.add(name);
    digests.add(digest.hex());
  }

  private void look(Statement statement, Section section) {
    String file = section.displayName();
    if (StatementInfo.of(statement, dialect).isTransactionControl()) {
      problems.add(
          statement.position(file),
          "begins or ends a transaction, which a migration must leave to Dihya; remove the"
              + " statement");
    }
    if (statement.text().contains("${")) {
      Placeholders.uses(statement, dialect, file)
          .forEach(use -> placeholders.putIfAbsent(use.name(), use.position()));
    }
  }
}
