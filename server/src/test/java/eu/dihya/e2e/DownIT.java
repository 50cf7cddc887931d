package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Down and up again. */
@Execution(ExecutionMode.CONCURRENT)
class DownIT {
  private static final String HEADER =
      "-- Purpose: prove it\n-- Impact: small\n-- Rollback: loses what was added\n";

  @Test
  void aLowerVersionIsReachedByTheDownSectionsAndTheLatestAgainByTheUpSections() {
    Site site = new Site().withEveryEngine();
    for (int i = 1; i <= 3; i++) {
      site.file(
          "migrations/common/20250101_000%d_t%d.sql".formatted(i, i),
          HEADER
              + "-- migrate:up\nCREATE TABLE t%d (id INTEGER PRIMARY KEY);\n-- migrate:down\nDROP TABLE t%d;\n"
                  .formatted(i, i));
    }
    site.run("migrate").exits(0);
    isAt(site, 3);
    site.run("migrate", "--to", "20250101_0001", "--select", "id=lite-1", "--yes")
        .exits(0)
        .speaksPlainly();
    assertThat(site.tenant("lite-1").hasTable("t2")).isFalse();
    assertThat(site.tenant("lite-2").hasTable("t2")).isTrue();
    site.run("migrate", "--to", "20250101_0001", "--yes").exits(0).speaksPlainly();
    isAt(site, 1);
    site.run("migrate").exits(0);
    isAt(site, 3);
    for (SiteTenant tenant : site.tenants()) {
      String kinds = "SELECT kind FROM " + tenant.table("dihya_schema_history") + " ORDER BY id";
      assertThat(tenant.column(kinds))
          .as(tenant.id())
          .isEqualTo(List.of("up", "up", "up", "down", "down", "up", "up"));
    }
  }

  private static void isAt(Site site, int version) {
    for (SiteTenant tenant : site.tenants()) {
      for (int i = 1; i <= 3; i++) {
        assertThat(tenant.hasTable("t" + i)).as(tenant.id() + " t" + i).isEqualTo(i <= version);
      }
    }
  }
}
