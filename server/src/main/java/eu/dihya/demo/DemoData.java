package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the demo's databases are filled with: synthetic people, the same ones every time, for the
 * schema as it is before the demo's rollout. Statements end without a semicolon and are to be run
 * in order, once.
 */
public final class DemoData {
  private DemoData() {}

  /** The statements that fill one tenant. */
  public static List<String> statementsFor(String tenantId, String sector, Engine engine) {
    Draw draw = new Draw(tenantId, engine, new Random(tenantId.hashCode()));
    List<String> statements = new ArrayList<>(CommonData.statements(draw));
    statements.addAll(
        switch (sector) {
          case "health" -> HealthData.statements(draw);
          case "education" -> EducationData.statements(draw);
          case "ecommerce" -> EcommerceData.statements(draw);
          default -> List.<String>of();
        });
    return List.copyOf(statements);
  }

  /** What somebody did by hand to the users of {@link DemoTenant#DRIFTED}. */
  public static String driftStatement(Engine engine) {
    return "CREATE INDEX tmp_users_phone_idx ON users (phone"
        + (engine.isMySqlFamily() ? "(16))" : ")");
  }

  /** One tenant's source of chance. */
  record Draw(String tenantId, Engine engine, Random random) {
    static final int USERS = 40;

    /** A user's id, such as the one who teaches or treats; the first users are staff. */
    long staff() {
      return 1L + random.nextInt(8);
    }

    SyntheticPeople people() {
      return new SyntheticPeople(random);
    }

    /** A day in the year before the rollout. */
    LocalDate day() {
      return LocalDate.of(2025, 11, 3).plusDays(random.nextInt(360));
    }

    <T> T one(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    Inserts into(String table, String... columns) {
      return new Inserts(engine, table, columns);
    }
  }
}
