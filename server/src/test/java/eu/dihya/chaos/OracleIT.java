package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An oracle that finds nothing wrong must be one that would have found it. */
class OracleIT {
  private static final RunOutcome DONE = new RunOutcome.Done(1);
  @TempDir Path traces;
  private final Drivers drivers = new Drivers();
  private Job job;
  private Picture clean;

  @BeforeEach
  void migrate() {
    migrated(Engine.SQLITE);
  }

  @AfterEach
  void close() {
    drivers.close();
  }

  private void migrated(Engine engine) {
    Fleet fleet = Fleet.of(engine);
    job = fleet.fresh(engine.code());
    var assignment =
        new Assignment(fleet.workspace("chaos"), traces, "clean", Duration.ZERO, List.of(job));
    assertThat(new Worker(assignment, drivers).run().get(job.tenant()))
        .isInstanceOf(RunOutcome.Done.class);
    clean = Picture.of(job, drivers);
    assertThat(verdict().isRight()).as(verdict().toString()).isTrue();
  }

  private Verdict verdict() {
    return Verdict.of(Picture.of(job, drivers), clean, List.of(), List.of(), DONE);
  }

  private void damage(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + job.target().database());
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Test
  void aPartThatCountedItselfTwiceIsDouble() throws SQLException {
    damage("INSERT INTO applied (part) VALUES ('3')");
    assertThat(verdict().doubled()).hasSize(1);
    assertThat(verdict().lost()).isEmpty();
  }

  @Test
  void aPartThatIsMissingIsLost() throws SQLException {
    damage("DELETE FROM applied WHERE part = '2a'");
    assertThat(verdict().lost()).hasSize(1);
    assertThat(verdict().doubled()).isEmpty();
  }

  @Test
  void aSecondHistoryRowIsDouble() throws SQLException {
    String columns =
        "stream, version, description, kind, raw_checksum, token_checksum, placeholder_digest,"
            + " release, rollout, shape_after, epoch, actor, tool_version, started_at, finished_at";
    damage(
        "INSERT INTO dihya_schema_history (%1$s) SELECT %1$s FROM dihya_schema_history LIMIT 1"
            .formatted(columns));
    assertThat(verdict().doubled()).hasSize(1);
  }

  @Test
  void changedRowsAndSchemasAreDifferences() throws SQLException {
    damage(
        "UPDATE customers SET score = 2 WHERE id = 7",
        "DROP INDEX customers_one",
        "DELETE FROM orders WHERE id = 3");
    assertThat(verdict().other()).hasSize(3);
  }

  @Test
  void aChildWithoutItsParentIsLeftOver() throws SQLException {
    damage("DELETE FROM customers WHERE id = 7");
    assertThat(verdict().other())
        .anySatisfy(fault -> assertThat(fault).startsWith("left over: orphan"));
  }

  @Test
  void anInvalidIndexIsLeftOver() {
    migrated(Engine.POSTGRESQL);
    new ServerSql(TestServers.postgresql().databaseAsAdmin(job.target().database()))
        .execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid ="
                + " 'customers_email'::regclass");
    assertThat(verdict().other())
        .anySatisfy(
            fault -> assertThat(fault).isEqualTo("left over: invalid index customers_email"));
  }

  @Test
  void whatAPersonWouldHaveToSettleIsUndecided() {
    var doubt =
        new RunOutcome.InDoubt(
            new RunError("nobody can tell", "", null, null, 0, null, null, "IN_DOUBT"), null);
    Verdict verdict = Verdict.of(clean, clean, List.of(), List.of(), doubt);
    assertThat(verdict.undecided()).hasSize(1);
    assertThat(verdict.isRight()).isFalse();
  }

  @Test
  void aStatementThatIsSentAgainIsDouble() {
    Verdict verdict = Verdict.of(clean, clean, List.of("ALTER …"), List.of(), DONE);
    assertThat(verdict.doubled()).containsExactly("sent again: ALTER …");
  }
}
