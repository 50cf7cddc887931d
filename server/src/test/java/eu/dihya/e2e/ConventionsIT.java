package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workspaces as users of other tools already have them. */
@Execution(ExecutionMode.CONCURRENT)
class ConventionsIT {
  /** What a workspace holds, and what every target says afterwards. */
  enum Case {
    NATIVE("20250522_1200|20250601_0900") {
      @Override
      Map<String, String> files() {
        return Map.of(
            "common/20250522_1200_create_people.sql",
                header() + "-- migrate:up\n" + CREATE + "-- migrate:down\nDROP TABLE people;\n",
            "common/20250601_0900_add_phone.sql",
                header()
                    + "-- migrate:up\n"
                    + ALTER
                    + FILL
                    + "-- migrate:down\n"
                    + "ALTER TABLE people DROP COLUMN phone;\n"
                    + "-- migrate:verify\n"
                    + "SELECT id FROM people WHERE phone IS NULL;\n");
      }
    },
    DBMATE("20250522120000|20250601090000") {
      @Override
      Map<String, String> files() {
        return Map.of(
            "20250522120000_create_people.sql",
                "-- migrate:up\n" + CREATE + "\n-- migrate:down\nDROP TABLE people;\n",
            "20250601090000_add_phone.sql",
                "-- migrate:up transaction:false\n"
                    + ALTER
                    + FILL
                    + "\n-- migrate:down\nALTER TABLE people DROP COLUMN phone;\n");
      }
    },
    GOLANG_MIGRATE("1|2") {
      @Override
      Map<String, String> files() {
        return Map.of(
            "1_create_people.up.sql",
            CREATE,
            "1_create_people.down.sql",
            "DROP TABLE people;\n",
            "2_add_phone.up.sql",
            ALTER + FILL,
            "2_add_phone.down.sql",
            "ALTER TABLE people DROP COLUMN phone;\n");
      }
    },
    FLYWAY("1|1.1|R:people with phone") {
      @Override
      Map<String, String> files() {
        return Map.of(
            "V1__create_people.sql",
            CREATE,
            "V1.1__add_phone.sql",
            ALTER + FILL,
            "U1.1__add_phone.sql",
            "ALTER TABLE people DROP COLUMN phone;\n",
            "R__people_with_phone.sql",
            "DROP VIEW IF EXISTS callable;\n"
                + "CREATE VIEW callable AS SELECT id, name FROM people WHERE phone IS NOT NULL;\n");
      }
    },
    GOOSE("00001|20250601090000") {
      @Override
      Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put(
            "00001_create_people.sql",
            "-- +goose Up\n" + CREATE + "-- +goose Down\nDROP TABLE people;\n");
        files.put("20250601090000_add_phone.postgresql.sql", goose(POSTGRESQL_TRIGGER));
        files.put("20250601090000_add_phone.sqlite.sql", goose(SQLITE_TRIGGER));
        files.put("20250601090000_add_phone.mysql.sql", goose(MYSQL_TRIGGER));
        return files;
      }
    };

    private static final String CREATE =
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL);\n"
            + "INSERT INTO people (id, name) VALUES (1, 'a;b'), (2, 'c -- d');\n";
    private static final String ALTER = "ALTER TABLE people ADD COLUMN phone VARCHAR(40);\n";
    private static final String FILL = "UPDATE people SET phone = '+33 1' WHERE phone IS NULL;\n";
    private static final String SQLITE_TRIGGER =
        "CREATE TRIGGER fill AFTER INSERT ON people BEGIN\n"
            + "  UPDATE people SET phone = '+33 1' WHERE id = NEW.id;\n"
            + "END;\n";
    private static final String MYSQL_TRIGGER =
        "CREATE TRIGGER fill BEFORE INSERT ON people FOR EACH ROW BEGIN\n"
            + "  SET NEW.phone = '+33 1';\n"
            + "END;\n";
    private static final String POSTGRESQL_TRIGGER =
        """
        CREATE FUNCTION fill() RETURNS trigger AS $$ BEGIN NEW.phone := '+33 1'; RETURN NEW; END $$ LANGUAGE plpgsql;
        -- +goose StatementEnd
        -- +goose StatementBegin
        CREATE TRIGGER fill BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION fill();
        """;

    private final String history;

    Case(String history) {
      this.history = history;
    }

    abstract Map<String, String> files();

    List<String> history() {
      return List.of(history.split("\\|"));
    }

    private static String header() {
      return "-- Purpose: keep people\n"
          + "-- Impact: a small table\n"
          + "-- Rollback: drops what was added\n";
    }

    private static String goose(String trigger) {
      return "-- +goose Up\n"
          + ALTER
          + FILL
          + "-- +goose StatementBegin\n"
          + trigger
          + "-- +goose StatementEnd\n-- +goose Down\nALTER TABLE people DROP COLUMN phone;\n";
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTenantIsBroughtToTheLatestVersionAndASecondRunChangesNothing(Case convention) {
    Site site = new Site().withEveryEngine();
    convention.files().forEach((path, text) -> site.file("migrations/" + path, text));

    site.run("migrate").exits(0).speaksPlainly();
    for (SiteTenant tenant : site.tenants()) {
      assertThat(tenant.history())
          .as(tenant.id())
          .containsExactlyInAnyOrderElementsOf(convention.history());
      assertThat(
              tenant.rows("SELECT id, name, phone FROM " + tenant.table("people") + " ORDER BY id"))
          .as(tenant.id())
          .containsExactly(List.of("1", "a;b", "+33 1"), List.of("2", "c -- d", "+33 1"));
    }
    Map<String, List<List<String>>> before = histories(site);
    site.run("migrate").exits(0).prints("every tenant is up to date (6 at");
    assertThat(histories(site)).isEqualTo(before);
  }

  private static Map<String, List<List<String>>> histories(Site site) {
    Map<String, List<List<String>>> histories = new TreeMap<>();
    site.tenants()
        .forEach(
            tenant ->
                histories.put(
                    tenant.id(),
                    tenant.rows(
                        "SELECT * FROM " + tenant.table("dihya_schema_history") + " ORDER BY id")));
    return histories;
  }
}
