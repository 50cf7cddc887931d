package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.Row;
import eu.dihya.engine.StatementProbe;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PostgresApplyIT extends ApplyContract {
  private static final String V2 = "20250201_0900";

  /** The server to run on. */
  protected TestServer server() {
    return TestServers.postgresql();
  }

  @Override
  protected Ground newGround() {
    return Ground.on(server());
  }

  @Override
  protected void afterAFailureAtTheEnd() {
    agrees("20250101_0900");
    assertThat(count()).isZero();
  }

  @Override
  protected void afterAFailureInTheMiddle() {
    afterAFailureAtTheEnd();
  }

  @Test
  void aSessionThatTheServerEndsIsTakenUpAgain() throws IOException {
    trial.latest();
    ground.execute(
        "CREATE UNLOGGED TABLE patience (seconds int)", "INSERT INTO patience VALUES (60)");
    ground.execute("UPDATE dihya_schema_history SET shape_after = '" + ground.seen().shape() + "'");
    trial.file(
        V2 + "_phone",
        secondFile(
            "UPDATE counter SET n = n + CASE WHEN pg_sleep(seconds) IS NULL THEN 1 ELSE 0 END FROM"
                + " patience;"));
    CompletableFuture<RunOutcome> running = CompletableFuture.supplyAsync(trial::latest);
    String find =
        "SELECT pid AS n FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'"
            + " AND datname = current_database()";
    Awaitility.await().until(() -> !ground.query(find).isEmpty());
    ground.execute(
        "UPDATE patience SET seconds = 0",
        "SELECT pg_terminate_backend(" + ground.number(find) + ")");
    assertThat(running.join()).isInstanceOf(RunOutcome.Done.class);
    agrees("20250101_0900", V2);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aCancelledStatementFailsAndLeavesNothing() throws IOException {
    trial.latest();
    trial.file(V2 + "_phone", secondFile("SELECT pg_sleep(60);"));
    Ears ears = new Ears();
    CompletableFuture<RunOutcome> running =
        CompletableFuture.supplyAsync(() -> trial.run(trial.plan(PlanRequest.LATEST), ears));
    String find =
        "SELECT pid AS n FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'"
            + " AND datname = current_database()";
    Awaitility.await().until(() -> !ground.query(find).isEmpty());
    ears.cancel.run();
    assertThat(failed(running.join()).errorClass()).isEqualTo("CANCELLED");
    afterAFailureInTheMiddle();
  }

  private void concurrently(String sql) throws IOException {
    trial.file(
        V2 + "_index",
        "-- migrate:up transaction:false\n"
            + sql
            + "\n-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY people_name;\n");
  }

  private boolean valid() {
    return ground
        .query("SELECT indisvalid AS n FROM pg_index WHERE indexrelid = to_regclass('people_name')")
        .getFirst()
        .flag("n");
  }

  @Test
  void anIndexThatWasLeftInvalidIsFoundAndBuiltAnew() throws IOException {
    trial.latest();
    ground.execute("INSERT INTO people (id, name) VALUES (1, 'a'), (2, 'a')");
    concurrently(
        "UPDATE counter SET n = n + 1;\n"
            + "CREATE UNIQUE INDEX CONCURRENTLY people_name\n"
            + "  ON people (name);");
    RunError error = failed(trial.latest());
    assertThat(error.errorClass()).isEqualTo("CONSTRAINT");
    assertThat(error.statement()).isEqualTo(2);
    assertThat(valid()).isFalse();
    assertThat(journal()).containsExactly("1 done", "2 intent");
    assertThat(ground.seen().halfway()).isTrue();
    ground.execute("UPDATE people SET name = 'b' WHERE id = 2");
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(valid()).isTrue();
    assertThat(count()).isEqualTo(1);
    agrees("20250101_0900", V2);
    assertThat(trial.run(trial.plan("20250101_0900"), new Ears()))
        .isInstanceOf(RunOutcome.Done.class);
    agrees("20250101_0900");
  }

  @Test
  void ifNotExistsIsNotBelieved() throws IOException {
    trial.latest();
    ground.execute("INSERT INTO people (id, name) VALUES (1, 'a'), (2, 'a')");
    try {
      ground.execute("CREATE UNIQUE INDEX CONCURRENTLY people_name ON people (name)");
    } catch (eu.dihya.engine.SqlFailure e) {
      assertThat(valid()).isFalse();
    }
    ground.execute("UPDATE dihya_schema_history SET shape_after = '" + ground.seen().shape() + "'");
    concurrently("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS people_name ON people (name);");
    assertThat(failed(trial.latest()).message())
        .contains("unfinished")
        .contains("DROP INDEX CONCURRENTLY");
  }

  @Test
  void theProbeTellsWhatBecameOfAStatement() throws IOException {
    trial.latest();
    String create =
        "CREATE INDEX CONCURRENTLY \"people_name\" ON public.people USING btree (lower( name ), id"
            + " DESC) WHERE id>3";
    assertThat(probe(create)).isEqualTo("Absent");
    ground.execute(create);
    assertThat(probe(create)).isEqualTo("Done");
    assertThat(
            probe(
                "create unique index concurrently people_name on people (lower(name), id DESC)"
                    + " where id > 3"))
        .isEqualTo("Different");
    assertThat(probe("CREATE INDEX CONCURRENTLY people_name ON people (name)"))
        .isEqualTo("Different");
    assertThat(probe("CREATE INDEX CONCURRENTLY people_name ON counter (n)"))
        .isEqualTo("Different");
    assertThat(probe("CREATE INDEX CONCURRENTLY counter ON people (id)")).isEqualTo("Different");
    assertThat(probe("CREATE INDEX CONCURRENTLY ON people (id)")).isEqualTo("nothing");
    assertThat(probe("CREATE INDEX people_id ON people (id)")).isEqualTo("nothing");
    assertThat(probe("DROP INDEX CONCURRENTLY people_name")).isEqualTo("Absent");
    assertThat(probe("DROP INDEX CONCURRENTLY IF EXISTS gone")).isEqualTo("Done");
    assertThat(probe("VACUUM (ANALYZE) people")).isEqualTo("Absent");
    assertThat(probe("REINDEX INDEX CONCURRENTLY people_name")).isEqualTo("Absent");
    ground.execute("ALTER INDEX people_name RENAME TO people_name_ccnew");
    new eu.dihya.testing.ServerSql(server().databaseAsAdmin(ground.tenant().target().database()))
        .execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid ="
                + " 'people_name_ccnew'::regclass");
    for (String reindex :
        List.of(
            "REINDEX TABLE CONCURRENTLY people",
            "REINDEX (VERBOSE) INDEX CONCURRENTLY people_pkey",
            "REINDEX SCHEMA CONCURRENTLY public")) {
      assertThat(probe(reindex))
          .isEqualTo("Partial DROP INDEX CONCURRENTLY IF EXISTS public.people_name_ccnew");
    }
    assertThat(probe("REINDEX TABLE CONCURRENTLY counter")).isEqualTo("Absent");
  }

  @Test
  void theProbeTellsOfADetachedPartition() throws IOException {
    trial.latest();
    ground.execute(
        "CREATE TABLE parts (id int) PARTITION BY RANGE (id)",
        "CREATE TABLE part1 PARTITION OF parts FOR VALUES FROM (1) TO (9)");
    String detach = "ALTER TABLE parts DETACH PARTITION part1 CONCURRENTLY";
    assertThat(probe(detach)).isEqualTo("Absent");
    assertThat(probe("ALTER TABLE parts DETACH PARTITION part1")).isEqualTo("nothing");
    ground.execute(detach);
    assertThat(probe(detach)).isEqualTo("Done");
    assertThat(probe("ALTER TABLE parts DETACH PARTITION part7 CONCURRENTLY"))
        .isEqualTo("Different");
  }

  private String probe(String sql) {
    try (var session = ground.connector().open(ground.tenant().target())) {
      return ground
          .connector()
          .driver(ground.engine())
          .probe()
          .look(session, ground.tenant().target(), sql)
          .map(
              verdict ->
                  switch (verdict) {
                    case StatementProbe.Verdict.Done ignored -> "Done";
                    case StatementProbe.Verdict.Absent ignored -> "Absent";
                    case StatementProbe.Verdict.Partial partial -> "Partial " + partial.repair();
                    case StatementProbe.Verdict.Different ignored -> "Different";
                  })
          .orElse("nothing");
    }
  }

  @Test
  void copyIsReportedWithoutItsRows() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_copy",
        "-- migrate:up\n"
            + "COPY people (id, name) FROM stdin;\n"
            + "1\tSecret Person\n"
            + "\\.\n"
            + "-- migrate:down\n"
            + "DELETE FROM people;\n");
    Ears ears = new Ears();
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), ears)).isInstanceOf(RunOutcome.Done.class);
    assertThat(ears.statements.getFirst().text()).isEqualTo("COPY people (id, name) FROM stdin");
    List<Row> rows = ground.query("SELECT name AS n FROM people");
    assertThat(rows.getFirst().text("n")).isEqualTo("Secret Person");
  }
}
