package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.HistoryRow;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.testing.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
  private static final String FIRST = "20250101_0900";
  private static final String SECOND = "20250102_0900";

  @TempDir Path workspace;
  private Fleet fleet;
  private Catalog catalog;
  private final Map<String, Candidate> candidates = new HashMap<>();

  @BeforeEach
  void layOut() throws IOException {
    fleet = new Fleet(workspace);
    fleet.file("common/20250101_0900_a.sql", "CREATE TABLE a (id INT);", "DROP TABLE a;");
    fleet.file("common/20250102_0900_b.sql", "CREATE TABLE b (id INT);", "DROP TABLE b;");
    catalog = fleet.load();
    for (Engine engine : List.of(Engine.POSTGRESQL, Engine.MARIADB, Engine.SQLITE)) {
      put(Fleet.candidate(catalog, tenant(engine.code(), engine), FIRST));
    }
  }

  private static Tenant tenant(String id, Engine engine) {
    return Fleet.tenant(id, "health", engine);
  }

  private void put(Candidate candidate) {
    candidates.put(candidate.tenant().id(), candidate);
  }

  private Plan plan() {
    PlanRequest request =
        new PlanRequest("sector=health", "latest", false, StrategySpec.DEFAULT)
            .on(RequiredApprovals.of(Map.of("approver", 1)), Gates.NONE, null);
    return new Planner(catalog, new OutOfOrder(false, Map.of()), Dialects::of)
        .plan(request, List.copyOf(candidates.values()), "author", Fleet.NOW);
  }

  private List<String> changes(Plan plan) {
    Map<String, Tenant> tenants = new HashMap<>();
    Map<String, Observation> seen = new HashMap<>();
    List<Tenant> selected = new ArrayList<>();
    candidates.forEach(
        (id, candidate) -> {
          tenants.put(id, candidate.tenant());
          candidate.observation().ifPresent(each -> seen.put(id, each));
          if (candidate.tenant().sector().equals("health")) {
            selected.add(candidate.tenant());
          }
        });
    return Changes.of(plan, new Changes.Now(selected, tenants, seen, catalog));
  }

  private String only(Plan plan) {
    List<String> changes = changes(plan);
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }

  @Test
  void nothingHasChanged() {
    assertThat(plan().tenants()).hasSize(3);
    assertThat(changes(plan())).isEmpty();
    assertThat(plan().digest()).isEqualTo(plan().digest());
  }

  @Test
  void anotherShapeIsNamed() {
    Plan plan = plan();
    Candidate same = candidates.get("mariadb");
    put(Fleet.seen(same.tenant(), same.seen().history(), "other-shape", false));
    assertThat(only(plan)).contains("tenant mariadb has another schema", "other-shape", "shape");
  }

  @Test
  void anotherVersionAndAnotherHistoryAreNamed() {
    Plan plan = plan();
    put(Fleet.candidate(catalog, tenant("sqlite", Engine.SQLITE), FIRST, SECOND));
    assertThat(only(plan))
        .isEqualTo("tenant sqlite is at version " + SECOND + ", and was at " + FIRST);
    put(Fleet.candidate(catalog, tenant("sqlite", Engine.SQLITE)));
    assertThat(only(plan)).contains("is at version none, and was at " + FIRST);
    var twice = new ArrayList<>(plannedHistory());
    twice.addAll(plannedHistory());
    put(Fleet.seen(tenant("sqlite", Engine.SQLITE), twice, "shape", false));
    assertThat(only(plan)).contains("another history", FIRST);
  }

  private List<HistoryRow> plannedHistory() {
    return Fleet.candidate(catalog, tenant("sqlite", Engine.SQLITE), FIRST).seen().history();
  }

  @Test
  void whoLeftAndWhoJoinedIsNamed() {
    Plan plan = plan();
    Tenant postgresql = tenant("postgresql", Engine.POSTGRESQL);
    put(new Candidate(postgresql.in(TenantState.SUSPENDED), Optional.empty(), Optional.empty()));
    assertThat(only(plan)).isEqualTo("tenant postgresql left: it is suspended");
    put(Fleet.candidate(catalog, Fleet.tenant("postgresql", "school", Engine.POSTGRESQL), FIRST));
    assertThat(only(plan)).contains("postgresql left", "'sector=health'");
    candidates.remove("postgresql");
    put(Fleet.candidate(catalog, tenant("late", Engine.SQLITE), FIRST));
    assertThat(changes(plan))
        .containsExactly(
            "tenant postgresql is no longer registered",
            "tenant late joined: the plan does not know it");
  }

  @Test
  void anotherTargetAndOneThatDoesNotAnswerAreNamed() {
    Plan plan = plan();
    Tenant moved =
        new Tenant(
            "postgresql",
            "postgresql",
            "health",
            "eu",
            "UTC",
            "production",
            TenantState.ACTIVE,
            tenant("elsewhere", Engine.POSTGRESQL).target(),
            Map.of(),
            Map.of());
    put(Fleet.candidate(catalog, moved, FIRST));
    assertThat(only(plan)).contains("tenant postgresql was registered otherwise");
    put(
        new Candidate(
            tenant("postgresql", Engine.POSTGRESQL),
            Optional.of(new Observation.Unreachable(Fleet.NOW, "no route")),
            Optional.empty()));
    assertThat(only(plan)).contains("tenant postgresql cannot be read now: no route");
  }

  @Test
  void aFileThatChangedOrIsGoneIsNamedOnce() throws IOException {
    Plan plan = plan();
    fleet.file("common/20250102_0900_b.sql", "CREATE TABLE b (id BIGINT);", "DROP TABLE b;");
    catalog = fleet.load();
    assertThat(only(plan)).contains("20250102_0900_b.sql was changed");
    Files.delete(workspace.resolve("migrations/common/20250102_0900_b.sql"));
    catalog = fleet.load();
    assertThat(only(plan)).contains("20250102_0900_b.sql is gone");
  }

  @Test
  void theDigestIsOfTheStatesAndOfWhatIsAsked() {
    String before = plan().digest();
    Candidate same = candidates.get("mariadb");
    put(Fleet.seen(same.tenant(), List.of(), "other-shape", false));
    assertThat(plan().digest()).isNotEqualTo(before);
  }
}
