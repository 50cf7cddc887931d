package eu.dihya.change.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.change.apply.Ground;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.sweep.Swept;
import eu.dihya.plan.sweep.Swept.Finding;
import eu.dihya.plan.sweep.Swept.Outcome;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that offend are planted at random; the sweep names exactly their tenants and how many there
 * are, and then the migration fails on exactly these.
 */
class SweepIT {
  private static final int TENANTS = Boolean.getBoolean("dihya.tests.full") ? 100 : 5;
  private static final List<String> KINDS = List.of("unique", "not-null", "check", "foreign-key");
  private static final Duration BUDGET = Duration.ofMinutes(1);

  @TempDir Path workspace;

  @Test
  void postgresql() throws IOException {
    Ground ground = Ground.postgresql();
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < TENANTS; i++) {
      ground.execute("CREATE SCHEMA s" + i);
      Target target = ground.tenant().target();
      targets.add(
          new Target(
              target.engine(),
              target.host(),
              target.port(),
              target.database(),
              Optional.of("s" + i),
              target.credentials(),
              false));
    }
    check(
        ground.connector(),
        targets,
        """
        ALTER TABLE orders
          ADD CONSTRAINT orders_code_key UNIQUE (code),
          ADD CONSTRAINT orders_amount_check CHECK (amount > 0);
        ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
        ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers;
        """);
  }

  @Test
  void mariadb() throws IOException {
    List<Target> targets = new ArrayList<>();
    TargetConnector connector = Ground.mariadb().connector();
    for (int i = 0; i < TENANTS; i++) {
      targets.add(Ground.mariadb().tenant().target());
    }
    check(
        connector,
        targets,
        """
        ALTER TABLE orders ADD UNIQUE KEY orders_code (code);
        ALTER TABLE orders ADD CONSTRAINT orders_amount CHECK (amount > 0);
        ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer) REFERENCES customers (id);
        ALTER TABLE orders MODIFY note VARCHAR(20) NOT NULL;
        """);
  }

  @Test
  void sqlite() throws IOException {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < TENANTS; i++) {
      targets.add(Ground.sqlite().tenant().target());
    }
    check(
        Ground.sqlite().connector(),
        targets,
        """
        CREATE TABLE orders_new (
          id INTEGER PRIMARY KEY,
          code VARCHAR(20) UNIQUE,
          customer INTEGER REFERENCES customers,
          amount INTEGER CHECK (amount > 0),
          note VARCHAR(20) NOT NULL);
        INSERT INTO orders_new (id, code, customer, amount, note)
          SELECT id, code, customer, amount, note FROM orders;
        DROP TABLE orders;
        ALTER TABLE orders_new RENAME TO orders;
        """);
  }

  /** Who cannot be asked is neither a victim nor clean. */
  @Test
  void whoCannotBeAskedIsSaidToBeUnknown() throws IOException {
    Ground ground = Ground.sqlite();
    var fleet = new ShopFleet(ground.connector(), workspace, List.of(ground.tenant().target()));
    fleet.execute(fleet.tenants().getFirst(), List.of("CREATE TABLE other (id INTEGER)"));
    fleet.migration("-- migrate:up\nCREATE UNIQUE INDEX u ON orders (code);\n");
    Plan plan = fleet.plan();
    assertThat(fleet.sweep(plan, BUDGET).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.outcome()).isEqualTo(Outcome.NOT_PROBED);
              assertThat(finding.because()).contains("no such table: orders");
            });
    assertThat(fleet.sweep(plan, Duration.ZERO).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.because()).contains("time for the whole sweep"));
    Target gone = Ground.unreachable().tenant().target();
    var away = new ShopFleet(Ground.unreachable().connector(), workspace, List.of(gone));
    TenantPlan planned = plan.tenants().getFirst();
    Plan elsewhere = onPostgresql(plan, planned, gone);
    assertThat(away.sweep(elsewhere, BUDGET).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.outcome()).isEqualTo(Outcome.NOT_PROBED);
              assertThat(finding.because()).contains("does not answer");
            });
  }

  /** What the plan would have done there has been done, or something else has. */
  @Test
  void whoIsNotAtThePlansVersionAnyMoreIsSaidToBeUnknown() throws IOException {
    Ground ground = Ground.sqlite();
    var fleet = new ShopFleet(ground.connector(), workspace, List.of(ground.tenant().target()));
    fleet.execute(fleet.tenants().getFirst(), List.of("CREATE TABLE orders (id INTEGER)"));
    fleet.migration("-- migrate:up\nCREATE UNIQUE INDEX u ON orders (id);\n");
    Plan plan = fleet.plan();
    assertThat(fleet.sweep(plan, BUDGET).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.CLEAN));
    assertThat(fleet.carryOut(plan.tenants().getFirst())).isInstanceOf(RunOutcome.Done.class);
    assertThat(fleet.sweep(plan, BUDGET).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.outcome()).isEqualTo(Outcome.NOT_PROBED);
              assertThat(finding.because()).contains("no longer at the version");
            });
  }

  private static Plan onPostgresql(Plan plan, TenantPlan planned, Target target) {
    TenantPlan moved =
        new TenantPlan(
            planned.tenant(),
            target.engine(),
            target.server(),
            0,
            "",
            null,
            planned.steps(),
            planned.backup());
    return new Plan(
        plan.id(),
        plan.digest(),
        plan.createdAt(),
        plan.createdBy(),
        plan.request(),
        plan.direction(),
        plan.release(),
        plan.waves(),
        List.of(moved),
        plan.excluded(),
        plan.upToDate(),
        plan.scripts());
  }

  private void check(TargetConnector connector, List<Target> targets, String up)
      throws IOException {
    long seed = Long.getLong("dihya.tests.seed", System.nanoTime());
    System.out.println("SweepIT: -Ddihya.tests.seed=" + seed);
    var random = new Random(seed);
    var fleet = new ShopFleet(connector, workspace, targets);
    fleet.migration("-- migrate:up\n" + up);
    Map<String, Map<String, Long>> planted = new TreeMap<>();
    for (Tenant tenant : fleet.tenants()) {
      ShopRows rows = ShopRows.of(random, chosen(random));
      fleet.execute(tenant, rows.statements());
      if (!rows.offending().isEmpty()) {
        planted.put(tenant.id(), rows.offending());
      }
    }
    Plan plan = fleet.plan();
    Swept swept = fleet.sweep(plan, BUDGET);
    assertThat(swept.findings()).allSatisfy(SweepIT::isKnown);
    assertThat(offending(swept)).as("seed %d", seed).isEqualTo(planted);
    assertThat(swept.victims()).containsExactlyElementsOf(planted.keySet());
    assertThat(failing(fleet, plan)).as("seed %d", seed).isEqualTo(planted.keySet());
  }

  private static void isKnown(Finding finding) {
    assertThat(finding.outcome()).as(finding.toString()).isNotEqualTo(Outcome.NOT_PROBED);
  }

  /** None, for half of the tenants, else one or some. */
  private static List<String> chosen(Random random) {
    return random.nextBoolean()
        ? List.of()
        : KINDS.stream().filter(kind -> random.nextInt(3) == 0).toList();
  }

  private static Map<String, Map<String, Long>> offending(Swept swept) {
    Map<String, Map<String, Long>> found = new TreeMap<>();
    for (Finding finding : swept.findings()) {
      if (finding.rows() > 0) {
        found
            .computeIfAbsent(finding.tenant(), _ -> new TreeMap<>())
            .merge(finding.constraint().kind(), finding.rows(), Long::sum);
      }
    }
    return found;
  }

  /** Where the migration really fails. */
  private static Set<String> failing(ShopFleet fleet, Plan plan) {
    var failing = new TreeSet<String>();
    for (TenantPlan tenant : plan.tenants()) {
      RunOutcome outcome = fleet.carryOut(tenant);
      if (outcome instanceof RunOutcome.Failed) {
        failing.add(tenant.tenant());
      } else {
        assertThat(outcome).isInstanceOf(RunOutcome.Done.class);
      }
    }
    return failing;
  }
}
