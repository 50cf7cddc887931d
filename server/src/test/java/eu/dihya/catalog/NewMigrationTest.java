package eu.dihya.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewMigrationTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T13:05:59Z"), ZoneOffset.UTC);

  @TempDir Path temp;

  private List<String> write(String stream, String description, Optional<Engine> engine) {
    Workspace workspace = new Workspace(temp);
    return new NewMigration(stream, description, engine)
        .write(temp, workspace.migrations(), CLOCK).stream()
            .map(path -> workspace.migrations().relativize(path).toString())
            .toList();
  }

  @Test
  void anEmptyWorkspaceGetsTheNativeConventionAndNoVersionTwice() {
    assertThat(write("common", "Add phone-number!", Optional.empty()))
        .containsExactly("common/20261120_1305_add_phone_number.sql");
    assertThat(write("health", "Élèves", Optional.of(Engine.MYSQL)))
        .containsExactly("sectors/health/20261120_1306_élèves.mysql.sql");
    assertThat(write("common", "third", Optional.empty()))
        .containsExactly("common/20261120_1307_third.sql");
    assertThat(new Workspace(temp).load().migrations()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "20270101_2359_a.sql, 20270102_0000_x.sql",
    "20250522120000_a.sql, 20261120130559_x.sql",
    "20270101235959_a.sql, 20270102000000_x.sql",
    "20270199235959_a.sql, 20270199235960_x.sql",
    "V1.5__a.sql, V2__x.sql U2__x.sql",
    "V20250522120000__a.sql, V20261120130559__x.sql U20261120130559__x.sql",
    "000009_a.up.sql, 000010_x.up.sql 000010_x.down.sql",
    "99_a.up.sql, 100_x.up.sql 100_x.down.sql"
  })
  void theNextOneComesAfterAllAndInTheirConvention(String existing, String expected)
      throws IOException {
    new Workspace(temp).up(existing, "SELECT 1;");
    assertThat(String.join(" ", write("common", "x", Optional.empty()))).isEqualTo(expected);
    assertThat(new Workspace(temp).load().migrations()).hasSize(2);
  }

  @Test
  void gooseGetsItsAnnotations() throws IOException {
    new Workspace(temp).with("00001_a.sql", "-- +goose Up\nSELECT 1;\n");
    assertThat(write("common", "x", Optional.of(Engine.SQLITE)))
        .containsExactly("00002_x.sqlite.sql");
    assertThat(new Workspace(temp).load().migrations()).hasSize(2);
  }

  @Test
  void whatHasNoNameOrNoPlaceIsRefused() throws IOException {
    assertThatThrownBy(() -> write("common", " - ", Optional.empty()))
        .isInstanceOf(DihyaException.class);
    new Workspace(temp).up("20250522_1200_a.sql", "SELECT 1;");
    assertThatThrownBy(() -> write("health", "x", Optional.empty()))
        .hasMessageContaining("no place for those of 'health'");
  }
}
