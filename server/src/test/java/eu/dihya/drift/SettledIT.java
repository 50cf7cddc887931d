package eu.dihya.drift;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.change.apply.Ground;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Observation;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of the last look at a schema, and what makes it be looked at again. */
class SettledIT {
  private static final Settled ALL = (tenant, seen) -> true;

  private static final Instant FIRST = Instant.parse("2026-01-05T08:00:00Z");
  private static final Instant LATER = FIRST.plusSeconds(3600);

  enum Place {
    POSTGRESQL,
    MARIADB,
    SQLITE;

    Ground ground() {
      return switch (this) {
        case POSTGRESQL -> Ground.postgresql();
        case MARIADB -> Ground.mariadb();
        case SQLITE -> Ground.sqlite();
      };
    }
  }

  private static FleetObserver observer(Ground ground, Instant now) {
    return new FleetObserver(
        ground.connector(), ground.observations(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Observation.Seen observe(Ground ground, Instant now) {
    Tenant tenant = ground.tenant();
    return (Observation.Seen) observer(ground, now).observe(List.of(tenant)).get(tenant.id());
  }

  private static Observation.Seen settle(Ground ground, Instant now, Settled settled) {
    Tenant tenant = ground.tenant();
    Observation seen = observer(ground, now).observe(List.of(tenant), settled).get(tenant.id());
    assertThat(ground.observations().all(everything())).containsEntry(tenant.id(), seen);
    return (Observation.Seen) seen;
  }

  /** Writes a history whose last row records the shape that is there, or another. */
  private static void record(Ground ground, String version, Optional<String> shape) {
    Target target = ground.tenant().target();
    TargetConnector connector = ground.connector();
    var driver = connector.driver(target.engine());
    try (Session session = connector.open(target)) {
      SchemaHistory history = new SchemaHistory(session, driver.dialect(), target);
      history.prepare();
      String real = driver.schemaReader().shape(session, target).hash();
      session.begin();
      history.append(row(version, shape.orElse(real)), Optional.of(history.now()));
      session.commit();
    }
  }

  private static HistoryRow row(String version, String shape) {
    return new HistoryRow(
        0,
        "common",
        version,
        "x",
        HistoryRow.Kind.UP,
        "raw",
        "tokens",
        "digest",
        "release",
        "R-0001",
        shape,
        1,
        "u-1",
        "0.1",
        null,
        null,
        null);
  }

  @ParameterizedTest
  @EnumSource
  void theSchemaIsNotReadAgainWhileTheHistoryIsTheSame(Place place) {
    Ground ground = place.ground();
    ground.execute("CREATE TABLE t (a int)");
    record(ground, "1", Optional.empty());
    Observation.Seen whole = observe(ground, FIRST);
    ground.execute("CREATE TABLE intruder (a int)");
    Observation.Seen seen = settle(ground, LATER, ALL);
    assertThat(seen).isEqualTo(whole.again(LATER));
    assertThat(seen.at()).isEqualTo(LATER);
    assertThat(seen.schemaAt()).isEqualTo(FIRST);
    assertThat(seen.drifted()).isFalse();
    Observation.Seen swept = observe(ground, LATER);
    assertThat(swept.drifted()).isTrue();
    assertThat(swept.schemaAt()).isEqualTo(LATER);
  }

  @ParameterizedTest
  @EnumSource
  void ofASchemaWhoseHistoryIsAnotherNowNothingIsClaimed(Place place) {
    Ground ground = place.ground();
    record(ground, "1", Optional.empty());
    observe(ground, FIRST);
    ground.execute("CREATE TABLE t (a int)");
    record(ground, "2", Optional.empty());
    Observation.Seen seen = settle(ground, LATER, ALL);
    assertThat(seen.history()).hasSize(2);
    assertThat(seen.shape()).isNull();
    assertThat(seen.schemaAt()).isNull();
    assertThat(seen.drifted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsNotSettledIsReadWithTheSchema(Place place) {
    Ground ground = place.ground();
    record(ground, "1", Optional.empty());
    observe(ground, FIRST);
    ground.execute("CREATE TABLE intruder (a int)");
    Observation.Seen seen = settle(ground, LATER, (tenant, each) -> each.history().size() > 1);
    assertThat(seen.drifted()).isTrue();
    assertThat(seen.schemaAt()).isEqualTo(LATER);
  }

  @ParameterizedTest
  @EnumSource
  void aDriftThatWasFoundIsLookedAtAgain(Place place) {
    Ground ground = place.ground();
    record(ground, "1", Optional.empty());
    ground.execute("CREATE TABLE intruder (a int)");
    assertThat(observe(ground, FIRST).drifted()).isTrue();
    assertThat(settle(ground, LATER, ALL).drifted()).isTrue();
    ground.execute("DROP TABLE intruder");
    Observation.Seen mended = settle(ground, LATER, ALL);
    assertThat(mended.drifted()).isFalse();
    assertThat(mended.schemaAt()).isEqualTo(LATER);
  }

  @ParameterizedTest
  @EnumSource
  void whoeverWasNeverSeenAndIsSettledIsNotReadWithTheSchema(Place place) {
    Ground ground = place.ground();
    record(ground, "1", Optional.of("another shape"));
    Observation.Seen seen = settle(ground, LATER, ALL);
    assertThat(seen.history()).hasSize(1);
    assertThat(seen.shape()).isNull();
    assertThat(seen.drifted()).isFalse();
    assertThat(settle(ground, LATER, Settled.NEVER).drifted()).isTrue();
  }

  @Test
  void schemasOfADatabaseAreReadTogetherAndEachKeepsItsOwn() {
    Ground ground = Ground.postgresql();
    List<Tenant> tenants = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      Tenant tenant = inSchema(ground.tenant(), "s" + number);
      Ground own = at(ground, tenant);
      record(own, "1", Optional.empty());
      if (number % 3 == 0) {
        own.execute("CREATE TABLE intruder%d (a int)".formatted(number));
      }
      tenants.add(tenant);
    }
    Map<String, Observation> whole = observer(ground, FIRST).observe(tenants);
    record(at(ground, tenants.get(4)), "2", Optional.empty());
    Map<String, Observation> confirmed = observer(ground, LATER).observe(tenants, ALL);
    assertThat(confirmed.keySet())
        .containsExactlyElementsOf(tenants.stream().map(Tenant::id).toList());
    assertThat(ground.observations().all(everything())).isEqualTo(confirmed);
    tenants.forEach(
        tenant -> {
          var before = (Observation.Seen) whole.get(tenant.id());
          var now = (Observation.Seen) confirmed.get(tenant.id());
          boolean changed = tenant.id().equals("s4");
          assertThat(now.schemaAt())
              .as(tenant.id())
              .isEqualTo(changed ? null : before.drifted() ? LATER : FIRST);
          assertThat(now.shape()).isEqualTo(changed ? null : before.shape());
          assertThat(now.drifted()).isEqualTo(before.drifted());
        });
  }

  @Test
  void aServerThatIsGoneMakesAllItsTenantsUnreachable() {
    Ground ground = Ground.unreachable();
    List<Tenant> tenants = new ArrayList<>();
    Observation.Seen once = new Observation.Seen(FIRST, "15.2", null, List.of(), "shape", false);
    for (int number = 0; number < 5; number++) {
      Tenant tenant = inSchema(ground.tenant(), "s" + number);
      ground.observations().save(tenant.id(), once);
      tenants.add(tenant);
    }
    Map<String, Observation> seen = observer(ground, LATER).observe(tenants, ALL);
    assertThat(seen).hasSize(5);
    assertThat(seen.values())
        .allSatisfy(
            each ->
                assertThat(each)
                    .isInstanceOfSatisfying(
                        Observation.Unreachable.class,
                        lost -> assertThat(lost.because()).contains("127.0.0.1:1")));
  }

  private static Ground at(Ground ground, Tenant tenant) {
    return new Ground(tenant, ground.login(), ground.connector(), ground.observations());
  }

  private static Tenant inSchema(Tenant tenant, String schema) {
    Target target = tenant.target();
    return new Tenant(
        schema,
        schema,
        tenant.sector(),
        tenant.region(),
        tenant.timezone(),
        tenant.environment(),
        tenant.state(),
        new Target(
            target.engine(),
            target.host(),
            target.port(),
            target.database(),
            Optional.of(schema),
            target.credentials(),
            false),
        tenant.labels(),
        tenant.placeholders());
  }
}
