package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.app.Contracts;
import eu.dihya.base.Json;
import eu.dihya.engine.sqlite.SqliteDriver;
import eu.dihya.store.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement in doubt, from the command line to the target and back. */
class DecideIT {
  private final TestCli cli = new TestCli().starting(DihyaServerProcess::start);

  @TempDir private Path workspace;

  @BeforeEach
  void aProcessDiedInTheMiddleAndSomebodyChangedTheSchema() throws Exception {
    Files.createDirectories(workspace.resolve("tenants"));
    Files.createDirectories(workspace.resolve("migrations/common"));
    Files.writeString(
        workspace.resolve("tenants/shop.yaml"),
        "sector: shop\ntenants:\n  - { id: a, name: A, target: \"sqlite:data/a.db\" }\n");
    file("20250101_0900_people", "-- migrate:up\nCREATE TABLE people (id INTEGER PRIMARY KEY);");
    TestCli.Result first = run("migrate");
    assertThat(first.exitCode()).as(first.err()).isZero();
    file("20250201_0900_tidy", "-- migrate:up transaction:false\nVACUUM;");
    try (SqliteDriver driver = new SqliteDriver(1)) {
      sql(driver.dialect().createJournal(Samples.tenant("a").target()));
    }
    sql(
        "INSERT INTO dihya_journal (run, stream, version, kind, statement, sha256, class, state,"
            + " witness_before, shape_expected, epoch, connection, actor, at) VALUES"
            + " ('R-0000/a#1', 'common', '20250201_0900', 'up', 1, '"
            + sha256("VACUUM")
            + "', 'PROBE', 'intent', 'w', 's', 1, 'sqlite-1-1', 'u-1',"
            + " '2026-03-02T12:00:00.000000Z')");
    sql("CREATE TABLE intruder (a int)");
    TestCli.Result doubtful = run("migrate");
    assertThat(doubtful.exitCode()).as(doubtful.err()).isEqualTo(5);
    sql("DROP TABLE intruder");
    assertThat(run("rollout", "retry", "R-0002").exitCode()).isEqualTo(5);
  }

  private void file(String name, String up) throws IOException {
    Files.writeString(
        workspace.resolve("migrations/common/" + name + ".sql"),
        "-- Purpose: x\n-- Impact: x\n-- Rollback: x\n"
            + up
            + "\n-- migrate:down\nDROP TABLE nothing;\n");
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + workspace.resolve("data/a.db"))) {
      connection.createStatement().execute(sql);
    }
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private TestCli.Result run(String... arguments) {
    return cli.runIn(workspace, arguments);
  }

  private JsonNode shown() {
    return Json.tree(run("rollout", "show", "R-0002", "--tenant", "a", "-o", "json").out());
  }

  @Test
  void theEvidenceIsShownAndADecisionGoesOn() throws Exception {
    JsonNode run = shown();
    assertThat(Contracts.read().faultsOf("RunDetail", run)).isEmpty();
    assertThat(run.at("/state").asText()).isEqualTo("in-doubt");
    assertThat(run.at("/doubt/decide/allowed").asBoolean()).isTrue();
    assertThat(run.at("/doubt/evidence/sentAt").asText()).startsWith("2026-03-02T12:00:00");
    String form = run("rollout", "show", "R-0002", "--tenant", "a").out();
    assertThat(form)
        .contains("20250201_0900_tidy.sql:5:1")
        .contains("VACUUM")
        .contains("connection sqlite-1-1, gone")
        .contains("not known")
        .contains("rollout decide R-0002 --tenant a");

    TestCli.Result stale =
        run(
            "rollout",
            "decide",
            "R-0002",
            "--tenant",
            "a",
            "--applied",
            "--reason",
            "x",
            "--evidence",
            "0a");
    assertThat(stale.exitCode()).isEqualTo(5);
    assertThat(stale.err()).contains("the evidence of a is another now");
    assertThat(run("rollout", "decide", "R-0002", "--tenant", "a", "--applied").exitCode())
        .as("without a reason")
        .isEqualTo(2);

    TestCli.Result decided =
        run("rollout", "decide", "R-0002", "--tenant", "a", "--applied", "--reason", "it is tidy");
    assertThat(decided.exitCode()).as(decided.err()).isZero();
    assertThat(decided.err()).contains("20250201_0900_tidy.sql:5:1");
    JsonNode after = shown();
    assertThat(after.at("/state").asText()).isEqualTo("done");
    assertThat(after.has("doubt")).isFalse();
    assertThat(after.at("/because").asText()).startsWith("shape not verified: an earlier attempt");
    TestCli.Result late =
        run("rollout", "decide", "R-0002", "--tenant", "a", "--applied", "--reason", "again");
    assertThat(late.exitCode()).isEqualTo(5);
    assertThat(late.err()).contains("its run is done, not in-doubt");
  }

  @Test
  void whatChangedSinceRefusesTheDecision() throws Exception {
    sql("CREATE TABLE other (a int)");
    TestCli.Result refused =
        run("rollout", "decide", "R-0002", "--tenant", "a", "--not-applied", "--reason", "x");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err()).contains("the schema has changed since");
    sql("DROP TABLE other");
    TestCli.Result decided =
        run("rollout", "decide", "R-0002", "--tenant", "a", "--not-applied", "--reason", "x");
    assertThat(decided.exitCode()).as(decided.err()).isZero();
    assertThat(shown().at("/state").asText()).isEqualTo("done");
  }
}
