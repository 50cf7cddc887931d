package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.StatementClass;
import eu.dihya.engine.Undecided;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.testing.Dialects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final String V1 = "20250101_0900";
  private static final String V2 = "20250201_0900";
  private static final String V2B = "20250202_0900";
  private static final String V3 = "20250301_0900";
  @TempDir Path workspace;
  private Fleet fleet;
  private Catalog catalog;

  @BeforeEach
  void write() throws IOException {
    fleet = new Fleet(workspace);
    fleet.file("common/" + V1 + "_users.sql", "CREATE TABLE users (id int);", "DROP TABLE users;");
    fleet.file(
        "common/" + V2 + "_phone.sql",
        "ALTER TABLE users ADD COLUMN phone text;",
        "ALTER TABLE users DROP COLUMN phone;");
    fleet.file(
        "sectors/health/" + V2B + "_wards.sql",
        "CREATE TABLE wards (id int);",
        "DROP TABLE wards;");
    fleet.file("common/" + V3 + "_index.sql", "CREATE INDEX i ON users (id);", "DROP INDEX i;");
    catalog = fleet.load();
  }

  private static PlanRequest request(String to) {
    return new PlanRequest("", to, false, StrategySpec.DEFAULT);
  }

  private Plan plan(PlanRequest request, Candidate... candidates) {
    return new Planner(catalog, OutOfOrder.REFUSE, Dialects::of)
        .plan(request, List.of(candidates), "u-1", Fleet.NOW);
  }

  private Candidate health(String id, String... applied) {
    return Fleet.candidate(catalog, Fleet.tenant(id, "health", Engine.POSTGRESQL), applied);
  }

  private Candidate shop(String id, String... applied) {
    return Fleet.candidate(catalog, Fleet.tenant(id, "ecommerce", Engine.MARIADB), applied);
  }

  private static List<String> steps(Plan plan, String tenant) {
    return plan.forTenant(tenant).orElseThrow().steps().stream()
        .map(step -> step.direction().code() + " " + step.stream() + " " + step.version())
        .toList();
  }

  @Test
  void everyTenantGetsWhatItLacks() {
    Plan plan =
        plan(
            request("latest"),
            shop("s2", V1, V2),
            shop("s1"),
            health("h1", V1),
            shop("s3", V1, V2, V3));
    assertThat(steps(plan, "s1"))
        .containsExactly("up common " + V1, "up common " + V2, "up common " + V3);
    assertThat(steps(plan, "s2")).containsExactly("up common " + V3);
    assertThat(steps(plan, "h1"))
        .containsExactly("up common " + V2, "up health " + V2B, "up common " + V3);
    assertThat(plan.upToDate()).containsExactly("s3");
    assertThat(plan.forTenant("s3")).isEmpty();
    assertThat(plan.waves()).containsExactly(new Wave("Wave 1", false, List.of("h1", "s1", "s2")));
    assertThat(plan.migrations())
        .containsExactly(V1 + "_users", V2 + "_phone", V2B + "_wards", V3 + "_index");
    assertThat(plan.steps()).isEqualTo(7);
    assertThat(plan.forTenant("h1").orElseThrow().from()).isEqualTo(V1);
    assertThat(plan.forTenant("h1").orElseThrow().steps()).allMatch(PlanStep::atomic);
    assertThat(plan.forTenant("s1").orElseThrow().steps()).noneMatch(PlanStep::atomic);
  }

  @Test
  void upToDateIsWhoTakesPartAndHasNothingToDo() {
    Planner planner = new Planner(catalog, OutOfOrder.REFUSE, Dialects::of);
    Predicate<Candidate> latest = planner.upToDate(request("latest"));
    assertThat(latest).accepts(shop("s1", V1, V2, V3), shop("s2", V1, V2, V3));
    assertThat(latest).rejects(shop("s3", V1, V2), shop("s4"), health("h1", V1, V2, V3));
    assertThat(latest).accepts(health("h2", V1, V2, V2B, V3));
    assertThat(latest).rejects(shop("late", V1, V3));
    assertThat(planner.upToDate(request(V2)))
        .accepts(shop("s3", V1, V2))
        .rejects(shop("s1", V1, V2, V3));
    assertThatThrownBy(() -> planner.upToDate(request("20250101_0901")))
        .isInstanceOf(DihyaException.class);
  }

  @Test
  void whoeverHasARowThatTheFileDoesNotFitIsNotUpToDate() {
    Candidate good = shop("s1", V1, V2, V3);
    Observation.Seen seen = good.seen();
    List<HistoryRow> rows = new ArrayList<>(seen.history());
    HistoryRow last = rows.removeLast();
    rows.add(
        new HistoryRow(
            last.id(),
            last.stream(),
            last.version(),
            last.description(),
            last.kind(),
            "another",
            "another",
            last.placeholderDigest(),
            last.release(),
            last.rollout(),
            last.shapeAfter(),
            last.epoch(),
            last.actor(),
            last.toolVersion(),
            last.startedAt(),
            last.finishedAt(),
            last.head()));
    Predicate<Candidate> latest =
        new Planner(catalog, OutOfOrder.REFUSE, Dialects::of).upToDate(request("latest"));
    assertThat(latest).accepts(good);
    assertThat(latest).rejects(Fleet.seen(good.tenant(), rows, "shape", false));
    assertThat(latest)
        .rejects(Fleet.seen(good.tenant(), seen.history(), "another shape", false))
        .rejects(
            new Candidate(good.tenant(), Optional.of(seen), Optional.of("R-0001")),
            new Candidate(
                good.tenant().in(TenantState.SUSPENDED), Optional.of(seen), Optional.empty()));
  }

  @Test
  void aVersionInTheMiddleIsAGoalForBothSides() {
    Plan plan = plan(request(V2), shop("s1"), shop("s2", V1, V2, V3), health("h1", V1, V3));
    assertThat(steps(plan, "s1")).containsExactly("up common " + V1, "up common " + V2);
    assertThat(steps(plan, "s2")).containsExactly("down common " + V3);
    assertThat(steps(plan, "h1")).containsExactly("down common " + V3, "up common " + V2);
    assertThat(plan.direction()).isEqualTo(Direction.DOWN);
  }

  @Test
  void goingDownUndoesInReverse() {
    Plan plan = plan(request(V1), health("h1", V1, V2, V2B, V3));
    assertThat(steps(plan, "h1"))
        .containsExactly("down common " + V3, "down health " + V2B, "down common " + V2);
    assertThat(plan.migrations()).startsWith(V3 + "_index");
  }

  @Test
  void aLateLowerVersionIsRefusedAlsoWhenSomethingElseGoesDown() {
    assertThatThrownBy(() -> plan(request("latest"), shop("s1", V1, V3)))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG))
        .hasMessageContaining(
            "version " + V2 + " is not applied, but the higher version " + V3 + " is")
        .hasMessageContaining("(tenant s1)");
    assertThatThrownBy(() -> plan(request(V2), health("h1", V1), shop("s1", V2, V3)))
        .hasMessageContaining(
            "version " + V1 + " is not applied, but the higher version " + V2 + " is");
    PlanRequest allowed = new PlanRequest("", "latest", true, StrategySpec.DEFAULT);
    assertThat(steps(plan(allowed, shop("s1", V1, V3)), "s1")).containsExactly("up common " + V2);
  }

  @Test
  void allContradictionsAreToldAtOnceAndEachOnceForAllItsTenants() throws IOException {
    List<Candidate> before =
        List.of(shop("s1", V1), shop("s2", V1), shop("s3", V1), shop("s4", V1, V3));
    fleet.file(
        "common/" + V1 + "_users.sql", "CREATE TABLE users (id bigint);", "DROP TABLE users;");
    Catalog changed = fleet.load();
    DihyaException refused =
        catchThrowableOfType(
            DihyaException.class,
            () ->
                new Planner(changed, OutOfOrder.REFUSE, Dialects::of)
                    .plan(request("latest"), before, "u-1", Fleet.NOW));
    assertThat(refused.problems()).hasSize(2);
    assertThat(refused.getMessage())
        .contains("migrations/common/" + V1 + "_users.sql")
        .contains("was changed after version " + V1 + " was applied")
        .contains("(tenants s1, s2, s3 and 1 more)")
        .contains("version " + V2 + " is not applied");
  }

  @Test
  void aChangeOfCommentsOnlyIsNoChange() throws IOException {
    Candidate before = shop("s1", V1);
    fleet.file(
        "common/" + V1 + "_users.sql",
        "CREATE   TABLE users (id int); -- as before",
        "DROP TABLE users;");
    catalog = fleet.load();
    assertThat(steps(plan(request("latest"), before), "s1"))
        .containsExactly("up common " + V2, "up common " + V3);
  }

  @Test
  void aMissingVariantIsRefusedForThoseWhoWouldGetIt() throws IOException {
    fleet.file("common/20250401_0900_pg.postgresql.sql", "SELECT 1;", "SELECT 1;");
    catalog = fleet.load();
    assertThatThrownBy(() -> plan(request("latest"), shop("s1", V1), health("h1", V1)))
        .hasMessageContaining("version 20250401_0900 has no file for mariadb")
        .hasMessageContaining("(tenant s1)");
    assertThat(steps(plan(request(V3), shop("s1", V1, V2)), "s1"))
        .containsExactly("up common " + V3);
    assertThat(steps(plan(request("latest"), health("h1", V1, V2, V2B, V3)), "h1"))
        .containsExactly("up common 20250401_0900");
  }

  @Test
  void aPlaceholderWithoutAValueIsRefusedForThoseWhoWouldGetIt() throws IOException {
    fleet.file(
        "common/20250401_0900_region.sql",
        "SELECT '${tenant.region}';\nSELECT '${tenant.regoin}';",
        "SELECT 1;");
    catalog = fleet.load();
    assertThatThrownBy(() -> plan(request("latest"), shop("s1", V1, V2, V3), shop("s2", V1)))
        .hasMessageContaining("migrations/common/20250401_0900_region.sql:6:9")
        .hasMessageContaining(
            "${tenant.regoin} has no value (did you mean 'tenant.region'?) (tenants s1, s2)")
        .hasMessageNotContaining("${tenant.region} ");
    assertThat(steps(plan(request(V3), shop("s1", V1, V2)), "s1"))
        .containsExactly("up common " + V3);
  }

  @Test
  void whatCannotBeUndoneIsRefused() throws IOException {
    fleet.file("common/20250401_0900_data.sql", "DELETE FROM users;", "");
    catalog = fleet.load();
    assertThatThrownBy(() -> plan(request(V3), shop("s1", V1, V2, V3, "20250401_0900")))
        .hasMessageContaining("version 20250401_0900 has no down section");
    Tenant tenant = Fleet.tenant("s1", "ecommerce", Engine.MARIADB);
    HistoryRow baseline =
        Fleet.row(catalog, catalog.migrations().get(3), Engine.MARIADB, HistoryRow.Kind.BASELINE);
    assertThatThrownBy(
            () -> plan(request(V1), Fleet.seen(tenant, List.of(baseline), "shape", false)))
        .hasMessageContaining("is the baseline, so version " + V1 + " cannot be reached");
  }

  @Test
  void aVersionThatIsNotThereIsToldWithWhatIsMeant() {
    assertThatThrownBy(() -> plan(request("20250101_0901"), shop("s1")))
        .hasMessageContaining("there is no migration of version 20250101_0901");
    assertThatThrownBy(() -> plan(request("yesterday"), shop("s1")))
        .hasMessageContaining("'yesterday' is no version");
  }

  @Test
  void whoCannotTakePartIsExcludedWithTheReason() {
    Tenant tenant = Fleet.tenant("x", "ecommerce", Engine.MARIADB);
    List<HistoryRow> rows = shop("x", V1).seen().history();
    Plan plan =
        plan(
            request("latest"),
            Fleet.seen(named(tenant, "a-drifted"), rows, "another shape", false),
            Fleet.seen(named(tenant, "b-halfway"), rows, "another shape", true),
            new Candidate(
                named(tenant, "c-suspended").in(TenantState.SUSPENDED),
                Optional.empty(),
                Optional.empty()),
            new Candidate(
                named(tenant, "d-archived").in(TenantState.ARCHIVED),
                Optional.empty(),
                Optional.empty()),
            new Candidate(named(tenant, "e-busy"), Optional.empty(), Optional.of("R-0007")),
            new Candidate(
                named(tenant, "f-away"),
                Optional.of(new Observation.Unreachable(Fleet.NOW, "db1 does not answer")),
                Optional.empty()),
            Fleet.seen(named(tenant, "g-new"), List.of(), "anything", false));
    assertThat(plan.excluded())
        .extracting(
            excluded -> excluded.tenant() + " " + excluded.code() + " " + excluded.code().chosen())
        .containsExactly(
            "a-drifted DRIFTED false",
            "c-suspended SUSPENDED true",
            "d-archived ARCHIVED true",
            "e-busy BUSY false",
            "f-away UNREACHABLE false");
    assertThat(plan.excluded().getFirst().because())
        .contains("the history recorded shape shape, the database has another shap");
    assertThat(plan.tenants()).extracting(TenantPlan::tenant).containsExactly("b-halfway", "g-new");
  }

  private static Tenant named(Tenant like, String id) {
    return new Tenant(
        id,
        id,
        like.sector(),
        like.region(),
        like.timezone(),
        like.environment(),
        like.state(),
        like.target(),
        like.labels(),
        like.placeholders());
  }

  @ParameterizedTest(name = "{0} tenants, {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10 | 10,50,100    | 1,4,5
          7  | 10,50,100    | 1,3,3
          1  | 10,50,100    | 1
          3  | 1,100        | 1,2
          60 | 10,100       | 6,54
          5  | 100          | 5
          """)
  void percentagesAreCumulativeAndRoundedUp(int tenants, String percentages, String sizes) {
    List<WaveSpec> waves = new ArrayList<>();
    for (String percent : percentages.split(",")) {
      waves.add(WaveSpec.upTo(Integer.parseInt(percent)));
    }
    Plan plan = waved(tenants, waves);
    assertThat(
            String.join(
                ",",
                plan.waves().stream()
                    .map(wave -> Integer.toString(wave.tenants().size()))
                    .toList()))
        .isEqualTo(sizes);
    assertThat(plan.waves().stream().flatMap(wave -> wave.tenants().stream()))
        .hasSize(tenants)
        .doesNotHaveDuplicates();
    for (TenantPlan tenant : plan.tenants()) {
      assertThat(plan.waves().get(tenant.wave()).tenants()).contains(tenant.tenant());
    }
  }

  @Test
  void canariesAreChosenBySelectorOrNumberAndCountAsTargets() {
    Plan selected =
        waved(
            10,
            List.of(WaveSpec.canary("tier=canary"), WaveSpec.upTo(30), WaveSpec.upTo(100)),
            "c1",
            "c2");
    assertThat(selected.waves())
        .extracting(Wave::name)
        .containsExactly("Canary", "Wave 1", "Wave 2");
    assertThat(selected.waves().getFirst())
        .isEqualTo(new Wave("Canary", true, List.of("c1", "c2")));
    assertThat(selected.waves().get(1).tenants())
        .as("30% of 12 is 4, less the two canaries")
        .hasSize(2);
    Plan counted = waved(10, List.of(new WaveSpec(true, null, 3, null), WaveSpec.upTo(100)));
    assertThat(counted.waves()).extracting(wave -> wave.tenants().size()).containsExactly(3, 7);
    assertThatThrownBy(() -> waved(10, List.of(WaveSpec.upTo(50))))
        .hasMessageContaining("5 of 10 tenants are in no wave");
    assertThat(waved(4, List.of(WaveSpec.canary("tier=canary"), WaveSpec.upTo(100))).waves())
        .extracting(Wave::name)
        .containsExactly("Wave 1");
    assertThat(
            plan(
                    new PlanRequest("", "latest", false, spec(List.of(WaveSpec.upTo(100)))),
                    shop("s", V1, V2, V3))
                .waves())
        .isEmpty();
  }

  private Plan waved(int tenants, List<WaveSpec> waves, String... more) {
    List<Candidate> candidates = new ArrayList<>();
    for (int number = 0; number < tenants; number++) {
      candidates.add(shop("s%02d".formatted(number)));
    }
    for (String id : more) {
      candidates.add(shop(id));
    }
    return plan(
        new PlanRequest("", "latest", false, spec(waves)), candidates.toArray(Candidate[]::new));
  }

  private static StrategySpec spec(List<WaveSpec> waves) {
    return new StrategySpec(
        waves,
        new StrategySpec.Parallel(4, 2),
        new StrategySpec.FailureBudget(Budget.NONE, Budget.of("2%")),
        OnFailure.PAUSE,
        Duration.ofMinutes(1));
  }

  @Test
  void theDigestNamesWhatWillBeDone() throws IOException {
    Plan first = plan(request("latest"), shop("s1"), shop("s2", V1));
    Plan again = plan(request("latest"), shop("s2", V1), shop("s1"));
    assertThat(again.digest()).isEqualTo(first.digest()).hasSize(64);
    assertThat(
            new Planner(catalog, OutOfOrder.REFUSE, Dialects::of)
                .plan(
                    request("latest"),
                    List.of(shop("s1"), shop("s2", V1)),
                    "u-2",
                    Fleet.NOW.plusSeconds(9))
                .digest())
        .isEqualTo(first.digest());
    assertThat(plan(request("latest"), shop("s1"), shop("s2")).digest())
        .isNotEqualTo(first.digest());
    assertThat(plan(request(V2), shop("s1"), shop("s2", V1)).digest()).isNotEqualTo(first.digest());
    Candidate s1 = shop("s1");
    Candidate s2 = shop("s2", V1);
    fleet.file("common/" + V3 + "_index.sql", "CREATE INDEX i ON users (id); ", "DROP INDEX i;");
    catalog = fleet.load();
    assertThat(plan(request("latest"), s1, s2).digest()).isNotEqualTo(first.digest());
    assertThat(first.withId("P-0001").digest()).isEqualTo(first.digest());
  }

  private static PlanRequest under(Undecided policy) {
    StrategySpec usual = StrategySpec.DEFAULT;
    return new PlanRequest(
        "",
        "latest",
        false,
        new StrategySpec(
            usual.waves(),
            usual.parallel(),
            usual.failureBudget(),
            usual.onFailure(),
            usual.dwell(),
            policy));
  }

  @Test
  void whatNobodyCouldTellIsRefusedAllAtOnceWithTheWayOut() throws IOException {
    fleet.file(
        "common/20250401_0900_many.mariadb.sql",
        "UPDATE users SET id = 1;\n  CALL tidy();\nTRUNCATE users;\nUSE other;",
        "SELECT 1;");
    fleet.file(
        "common/20250401_0900_many.postgresql.sql",
        "COPY users TO PROGRAM 'cat';\nFROBNICATE users;",
        "SELECT 1;");
    catalog = fleet.load();
    List<Candidate> candidates = List.of(shop("s1", V1, V2, V3), shop("s2", V1), health("h1", V1));
    DihyaException refused =
        catchThrowableOfType(
            DihyaException.class,
            () -> plan(request("latest"), candidates.toArray(Candidate[]::new)));
    assertThat(refused.code()).isEqualTo(ErrorCode.CATALOG);
    assertThat(refused.problems())
        .extracting(problem -> problem.position().toString().replaceAll(".*many", ""))
        .containsExactlyInAnyOrder(
            ".mariadb.sql:6:3",
            ".mariadb.sql:7:1",
            ".mariadb.sql:8:1",
            ".postgresql.sql:5:1",
            ".postgresql.sql:6:1");
    assertThat(refused.getMessage())
        .contains("a procedure may commit, and nothing tells how far it came. Write what it does")
        .contains("without the PROCESS privilege")
        .contains("GRANT PROCESS ON *.*")
        .contains("undecided: stop, repeat, skip (tenants s1, s2)")
        .contains("this statement cannot be run: what follows would be done in another database")
        .contains("undecided: repeat (tenant h1)");
    assertThatThrownBy(() -> plan(under(Undecided.SKIP), health("h1", V1)))
        .hasMessageContaining("undecided: repeat (not skip)");
    assertThatThrownBy(() -> plan(under(Undecided.REPEAT), shop("s1", V1)))
        .hasMessageContaining("this statement cannot be run")
        .hasMessageNotContaining("CALL");
    assertThat(plan(under(Undecided.REPEAT), health("h1", V1)).steps()).isEqualTo(4);
  }

  @Test
  void theChoiceIsPartOfTheDigestAndOfTheAudit() {
    Plan usual = plan(request("latest"), shop("s1"));
    Plan stopping = plan(under(Undecided.STOP), shop("s1"));
    assertThat(stopping.digest()).isNotEqualTo(usual.digest());
    assertThat(stopping.choice()).isEqualTo("undecided: stop");
    assertThat(usual.choice()).isEmpty();
  }

  @Test
  void eachScriptIsShownOnceForTargetsThatAreAlike() throws IOException {
    fleet.file(
        "common/20250401_0900_name.sql",
        "UPDATE users SET phone = 'secret' WHERE id = 1;",
        "SELECT 1;");
    catalog = fleet.load();
    Plan plan =
        plan(request("latest"), shop("s1", V1, V2, V3), shop("s2", V1, V2, V3), health("h1", V1));
    assertThat(plan.scripts())
        .extracting(
            script ->
                script.engine().code()
                    + " "
                    + script.file().replaceAll(".*/", "")
                    + script.counts())
        .containsExactly(
            "postgresql " + V2 + "_phone.sql{TX=1}",
            "postgresql " + V2B + "_wards.sql{TX=1}",
            "postgresql " + V3 + "_index.sql{TX=1}",
            "postgresql 20250401_0900_name.sql{TX=1}",
            "mariadb 20250401_0900_name.sql{TX=1}");
    assertThat(plan.scripts().getLast().statements())
        .containsExactly(
            new PlannedScript.Line(
                1,
                "migrations/common/20250401_0900_name.sql:5:1",
                "UPDATE users SET phone = '…' WHERE id = 1",
                StatementClass.TX,
                "it shares a transaction with its journal row, where its tables are in InnoDB"));
    Plan down = plan(request(V2), shop("s1", V1, V2, V3));
    assertThat(down.scripts())
        .extracting(script -> script.direction() + " " + script.counts())
        .containsExactly("DOWN {PROBE=1}");
  }

  @Test
  void aLongScriptIsCountedWholeAndListedInItsBeginning() throws IOException {
    fleet.file(
        "common/20250401_0900_long.sql", "UPDATE users SET id = 1;\n".repeat(1000), "SELECT 1;");
    catalog = fleet.load();
    Plan plan = plan(request("latest"), shop("s1", V1, V2, V3));
    assertThat(plan.scripts().getFirst().statements()).hasSize(200);
    assertThat(plan.scripts().getFirst().counts()).containsEntry(StatementClass.TX, 1000);
  }

  @Test
  void whatAnEarlierVersionStoredCanStillBeRead() {
    String plan = Json.write(plan(request("latest"), shop("s1", V1)));
    var tree = (com.fasterxml.jackson.databind.node.ObjectNode) Json.tree(plan);
    tree.remove("scripts");
    ((com.fasterxml.jackson.databind.node.ObjectNode) tree.path("request").path("strategy"))
        .remove("undecided");
    Plan old = Json.read(Json.write(tree), Plan.class);
    assertThat(old.scripts()).isEmpty();
    assertThat(old.request().strategy().undecided()).isEqualTo(Undecided.REFUSE);
    Observation seen =
        Json.read(
            "{\"type\":\"seen\",\"at\":\"2026-01-05T08:00:00Z\",\"serverVersion\":\"15\","
                + "\"history\":[],\"shape\":\"s\",\"halfway\":false}",
            Observation.class);
    assertThat(((Observation.Seen) seen).capabilities()).isNull();
    Tenant tenant = Fleet.tenant("s1", "ecommerce", Engine.MARIADB);
    Candidate candidate = new Candidate(tenant, Optional.of(seen), Optional.empty());
    assertThat(plan(request("latest"), candidate).scripts()).isNotEmpty();
  }

  @Test
  void anAmendedPlanKeepsWavesAndTakesWhatIsNew() throws IOException {
    Plan first =
        plan(
            new PlanRequest(
                "",
                "latest",
                false,
                spec(List.of(new WaveSpec(true, null, 1, null), WaveSpec.upTo(100)))),
            shop("s1", V1),
            shop("s2", V1),
            shop("s3", V1));
    fleet.file("common/" + V3 + "_index.sql", "CREATE INDEX i ON users (phone);", "DROP INDEX i;");
    catalog = fleet.load();
    Tenant away = Fleet.tenant("s3", "ecommerce", Engine.MARIADB);
    Plan amended =
        new Planner(catalog, OutOfOrder.REFUSE, Dialects::of)
            .amend(
                first.withId("P-0001"),
                false,
                List.of(
                    shop("s1", V1, V2),
                    shop("s2", V1),
                    new Candidate(
                        away,
                        Optional.of(new Observation.Unreachable(Fleet.NOW, "gone")),
                        Optional.empty())),
                "u-1",
                Fleet.NOW);
    assertThat(amended.waves()).isEqualTo(first.waves());
    assertThat(steps(amended, "s1")).containsExactly("up common " + V3);
    assertThat(steps(amended, "s2")).containsExactly("up common " + V2, "up common " + V3);
    assertThat(amended.forTenant("s2").orElseThrow().wave()).isEqualTo(1);
    assertThat(amended.forTenant("s3")).isEqualTo(first.forTenant("s3"));
    assertThat(amended.scripts()).hasSize(3).containsAll(first.scripts());
    assertThat(amended.digest()).isNotEqualTo(first.digest());
  }

  @Test
  void aPlanComesBackAsItWasWritten() {
    Plan plan =
        plan(
            new PlanRequest(
                "tier=plain",
                "latest",
                true,
                spec(List.of(WaveSpec.canary("tier=canary"), WaveSpec.upTo(100)))),
            shop("s1"),
            health("h1", V1),
            new Candidate(
                Fleet.tenant("z", "health", Engine.SQLITE).in(TenantState.ARCHIVED),
                Optional.empty(),
                Optional.empty()));
    assertThat(Json.read(Json.write(plan), Plan.class)).isEqualTo(plan);
    Observation seen = shop("s1", V1).seen();
    assertThat(Json.read(Json.write(seen), Observation.class)).isEqualTo(seen);
    Observation away = new Observation.Unreachable(Fleet.NOW, "gone");
    assertThat(Json.read(Json.write(away), Observation.class)).isEqualTo(away);
  }

  @Test
  void repeatableMigrationsComeLastAndWhenTheyChanged() throws IOException {
    try (var files = java.nio.file.Files.walk(workspace.resolve("migrations"))) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .map(Path::toFile)
          .forEach(java.io.File::delete);
    }
    Path common = java.nio.file.Files.createDirectories(workspace.resolve("migrations/common"));
    java.nio.file.Files.writeString(
        common.resolve("V1__users.sql"), "CREATE TABLE users (id int);");
    java.nio.file.Files.writeString(common.resolve("R__a_view.sql"), "CREATE VIEW v AS SELECT 1;");
    catalog = fleet.load();
    assertThat(steps(plan(request("latest"), shop("s1")), "s1"))
        .containsExactly("up common 1", "up common R:a view");
    Candidate applied = shop("s1", "1", "R:a view");
    assertThat(plan(request("latest"), applied).upToDate()).containsExactly("s1");
    assertThat(steps(plan(request("1"), shop("s1")), "s1")).containsExactly("up common 1");
    java.nio.file.Files.writeString(common.resolve("R__a_view.sql"), "CREATE VIEW v AS SELECT 2;");
    catalog = fleet.load();
    assertThat(steps(plan(request("latest"), applied), "s1")).containsExactly("up common R:a view");
    assertThat(plan(request("latest"), applied).forTenant("s1").orElseThrow().from())
        .isEqualTo("1");
  }
}
