package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.sql.Statement;
import eu.dihya.testing.Dialects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ClassifyTest {
  private static final Set<Capabilities.Right> PROCESS = Set.of(Capabilities.Right.PROCESS);

  private static Classified classify(
      Engine engine, String sql, boolean transactional, Set<Capabilities.Right> rights) {
    Capabilities capabilities = new Capabilities(engine, "15", "shop", rights, 0);
    return Dialects.of(engine)
        .classify(new Statement(1, sql.replace("\\n", "\n"), 1, 1), transactional, capabilities);
  }

  private static void is(Classified found, StatementClass wanted, String accepts) {
    assertThat(found.statementClass()).as(found.because()).isEqualTo(wanted);
    assertThat(found.because()).isNotBlank();
    if (wanted == StatementClass.ASK) {
      String policies =
          found.accepts().stream().sorted().map(Undecided::code).collect(Collectors.joining(" "));
      assertThat(policies.isEmpty() ? "never" : policies).isEqualTo(accepts);
      assertThat(found.wayOut()).isNotBlank();
      assertThat(found.runsUnder(Undecided.REFUSE)).isFalse();
    } else {
      assertThat(found.runsUnder(Undecided.REFUSE)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "classes-postgresql.csv",
      delimiter = '|',
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = true)
  void onPostgresql(String section, StatementClass wanted, String accepts, String sql) {
    is(classify(Engine.POSTGRESQL, sql, section.equals("tx"), Set.of()), wanted, accepts);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "classes-mariadb.csv",
      delimiter = '|',
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = true)
  void onMariaDb(String rights, StatementClass wanted, String accepts, String sql) {
    Set<Capabilities.Right> granted = rights.equals("process") ? PROCESS : Set.of();
    is(classify(Engine.MARIADB, sql, false, granted), wanted, accepts);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "classes-sqlite.csv",
      delimiter = '|',
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = true)
  void onSqlite(String section, StatementClass wanted, String accepts, String sql) {
    is(classify(Engine.SQLITE, sql, section.equals("tx"), Set.of()), wanted, accepts);
  }

  @Test
  void theDatabaseOfAnotherIsAlwaysForeignToWhatIsPlannedForAll() {
    Capabilities all = new Capabilities(Engine.MYSQL, "8.0.40", "shop", PROCESS, 0).common();
    assertThat(
            Dialects.of(Engine.MYSQL)
                .classify(new Statement(1, "TRUNCATE shop.people", 1, 1), false, all)
                .statementClass())
        .isEqualTo(StatementClass.ASK);
  }

  @Test
  void theRowsOfACopyShareTheTransaction() {
    String head = "COPY people FROM STDIN";
    Statement rows = new Statement(1, head + ";\n1\t'x\n", 1, 1, head.length() + 2);
    Capabilities capabilities = Capabilities.unknown(Engine.POSTGRESQL, "15");
    for (boolean transactional : new boolean[] {true, false}) {
      is(
          Dialects.of(Engine.POSTGRESQL).classify(rows, transactional, capabilities),
          StatementClass.TX,
          "");
    }
  }

  @Test
  void versionsAreComparedByTheirNumbers() {
    Capabilities beta = Capabilities.unknown(Engine.POSTGRESQL, "18beta1");
    assertThat(beta.atLeast(18)).isTrue();
    assertThat(beta.atLeast(18, 2)).isFalse();
    Capabilities maria = Capabilities.unknown(Engine.MARIADB, "10.11.6-MariaDB");
    assertThat(maria.atLeast(10, 6)).isTrue();
    assertThat(maria.atLeast(10, 11, 6)).isTrue();
    assertThat(maria.atLeast(11)).isFalse();
    assertThat(maria.atLeast(10, 11, 6, 1)).isFalse();
  }
}
