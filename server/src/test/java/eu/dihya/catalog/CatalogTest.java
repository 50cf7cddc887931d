package eu.dihya.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  @TempDir Path temp;

  private Workspace workspace() throws IOException {
    return new Workspace(temp)
        .up("common/20250522_1200_users.sql", "CREATE TABLE users (id integer);")
        .up("common/20250601_0900_phone.mysql.sql", "ALTER TABLE users ADD phone text;")
        .up("common/20250601_0900_phone.postgresql.sql", "ALTER TABLE users ADD phone text;")
        .up("sectors/health/20250523_0800_patients.sql", "CREATE TABLE patients (id integer);")
        .up("sectors/shop/20250523_0800_orders.sql", "CREATE TABLE orders (id integer);");
  }

  @Test
  void aTenantGetsTheCommonOnesAndThoseOfItsSectorByVersion() throws IOException {
    Catalog catalog = workspace().load();
    assertThat(catalog.forTenant("health"))
        .extracting(Migration::description)
        .containsExactly("users", "patients", "phone");
    assertThat(catalog.forTenant("none"))
        .extracting(Migration::description)
        .containsExactly("users", "phone");
    assertThat(catalog.find("shop", MigrationVersion.of("20250523_0800"))).isPresent();
    assertThat(catalog.find("common", MigrationVersion.of("20250523_0800"))).isEmpty();
    assertThat(catalog.find("shop", "20250523_800")).isPresent();
    assertThat(catalog.find("shop", "R:orders")).isEmpty();
  }

  @Test
  void theMostSpecificFileServesAnEngine() throws IOException {
    Migration phone = workspace().load().migrations().getLast();
    assertThat(phone.fileFor(Engine.MARIADB).orElseThrow().displayName())
        .endsWith("phone.mysql.sql");
    assertThat(phone.fileFor(Engine.SQLITE)).isEmpty();
  }

  @Test
  void aReleaseIsNamedByItsContent() throws IOException {
    Release release = workspace().load().release();
    assertThat(workspace().load().release()).isEqualTo(release);
    assertThat(release.entries()).hasSize(4);
    assertThat(release.entries().getLast().files())
        .extracting(Release.File::name)
        .containsExactly("20250601_0900_phone.mysql.sql", "20250601_0900_phone.postgresql.sql");
    Files.writeString(
        temp.resolve("migrations/common/20250522_1200_users.sql"), "\n", StandardOpenOption.APPEND);
    assertThat(workspaceAsItIs().load().release().digest()).isNotEqualTo(release.digest());
  }

  @Test
  void aReleaseUpToAVersionHoldsNothingAfterIt() throws IOException {
    Catalog catalog = workspace().load();
    Release release = catalog.release(MigrationVersion.of("20250523_0800"));
    assertThat(release.entries())
        .extracting(Release.Entry::version)
        .containsExactly("20250522_1200", "20250523_0800", "20250523_0800");
    assertThatThrownBy(() -> catalog.release(MigrationVersion.of("20250523_0801")))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessageContaining("did you mean '20250523_0800'?");
  }

  @Test
  void commentsAndBlanksDoNotChangeTheTokenChecksumAndSectionsDo() throws IOException {
    String one = "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n";
    String same =
        "-- Purpose: x\n"
            + "-- migrate:up\n"
            + "CREATE  TABLE a -- x\r\n"
            + " (id int)\n\n"
            + "-- migrate:down\n"
            + "DROP TABLE a;\n";
    String moved = "-- migrate:up\nCREATE TABLE a (id int);\nDROP TABLE a;\n-- migrate:down\n";
    assertThat(checksum(same)).isEqualTo(checksum(one));
    assertThat(checksum(moved)).isNotEqualTo(checksum(one));
    assertThat(checksum(one.replace("id", "no"))).isNotEqualTo(checksum(one));
  }

  @Test
  void sqlOfAnEngineThatIsNotInTheFleetIsReadWhenAskedFor() throws IOException {
    Workspace workspace =
        new Workspace(temp).up("20250522_1200_a.sql", "SELECT 'it''s' || $$it's$$;");
    Catalog catalog = CatalogLoader.load(temp, workspace.migrations(), Set.of(Engine.POSTGRESQL));
    MigrationFile file = catalog.migrations().getFirst().variants().getFirst();
    assertThat(catalog.summary(file, Engine.POSTGRESQL))
        .isSameAs(catalog.summary(file, Engine.POSTGRESQL));
    assertThatThrownBy(() -> catalog.summary(file, Engine.SQLITE))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG));
  }

  @Test
  void placeholdersAreKnownByTheirFirstPlaceAndFilled() throws IOException {
    Catalog catalog =
        new Workspace(temp)
            .up(
                "20250522_1200_a.sql",
                "CREATE TABLE ${tenant.id}_x (id int);\nSELECT ${b:literal}, ${tenant.id};")
            .load();
    MigrationFile file = catalog.migrations().getFirst().variants().getFirst();
    Map<String, SourcePosition> used = catalog.summary(file, Engine.SQLITE).placeholders();
    assertThat(used.keySet()).containsExactly("b", "tenant.id");
    assertThat(used.get("tenant.id").line()).isEqualTo(2);
    try (SectionReader up =
        catalog.open(file.up(), Engine.SQLITE, Map.of("tenant.id", "lyon", "b", "it's"))) {
      assertThat(up.next().text()).isEqualTo("CREATE TABLE lyon_x (id int)");
      assertThat(up.next().text()).isEqualTo("SELECT 'it''s', lyon");
    }
    try (SectionReader up = catalog.open(file.up(), Engine.SQLITE, Map.of())) {
      assertThatThrownBy(up::next).hasMessageContaining("migrations/20250522_1200_a.sql:2:14");
    }
  }

  @Test
  void thePlaceholderDigestDependsOnUsedValuesOnly() {
    String digest = PlaceholderDigest.of(Set.of("a", "b"), Map.of("a", "1", "b", "2"));
    assertThat(PlaceholderDigest.of(Set.of("b", "a"), Map.of("b", "2", "a", "1", "c", "3")))
        .isEqualTo(digest);
    assertThat(PlaceholderDigest.of(Set.of("a", "b"), Map.of("a", "1", "b", "3")))
        .isNotEqualTo(digest);
    assertThat(PlaceholderDigest.of(Set.of("a"), Map.of("a", "1"))).isNotEqualTo(digest);
  }

  @Test
  void aFileThatHasChangedSinceIsRefusedBeforeItIsRun() throws IOException {
    Catalog catalog = workspace().load();
    MigrationFile file = catalog.migrations().getFirst().variants().getFirst();
    catalog.requireUnchanged(file);
    Files.writeString(file.path(), "-- migrate:up\n");
    assertThatThrownBy(() -> catalog.requireUnchanged(file))
        .hasMessageContaining("has changed since the plan was made");
    assertThatThrownBy(() -> read(catalog, file)).hasMessageContaining("has become shorter");
    Files.delete(file.path());
    assertThatThrownBy(() -> catalog.requireUnchanged(file)).hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> read(catalog, file)).hasMessageContaining("cannot be opened");
  }

  @Test
  void aPairIsUnchangedWhileBothFilesAre() throws IOException {
    Catalog catalog =
        new Workspace(temp)
            .with("1_a.up.sql", "SELECT 1;")
            .with("1_a.down.sql", "SELECT 2;")
            .load();
    MigrationFile file = catalog.migrations().getFirst().variants().getFirst();
    catalog.requireUnchanged(file);
    Files.writeString(file.down().orElseThrow().path(), "SELECT 3;");
    assertThatThrownBy(() -> catalog.requireUnchanged(file))
        .hasMessageContaining("1_a.up.sql: has changed");
  }

  @Test
  void aFileThatCannotBeReadIsOneProblemAmongOthers() throws IOException {
    Workspace workspace = new Workspace(temp).up("20250522_1200_a.sql", "SELECT 'x");
    Files.createSymbolicLink(
        workspace.migrations().resolve("20250523_1200_gone.sql"), temp.resolve("nowhere"));
    assertThatThrownBy(workspace::load)
        .hasMessageContaining("migrations/20250523_1200_gone.sql: cannot be read")
        .hasMessageContaining("migrations/20250522_1200_a.sql:2:8: the quote");
  }

  @Test
  void gooseBlocksMayBeLongAndEndWhereTheySay() throws IOException {
    String body = "DO '" + "x;".repeat(20_000) + "\n-- + goose is quoted here\n';";
    Catalog catalog =
        new Workspace(temp)
            .with(
                "1_a.postgresql.sql",
                "-- +goose Up\nSELECT 1;\n -- +goose statementbegin\n\n  "
                    + body
                    + "\n-- +goose StatementEnd\nSELECT 3;")
            .load();
    MigrationFile file = catalog.migrations().getFirst().variants().getFirst();
    try (SectionReader up = catalog.asWritten(file.up(), Engine.POSTGRESQL)) {
      assertThat(up.next().text()).isEqualTo("SELECT 1");
      Statement block = up.next();
      assertThat(block.text()).isEqualTo(body.substring(0, body.length() - 1));
      assertThat(block.position("f")).hasToString("f:5:3");
      assertThat(up.next()).isEqualTo(new Statement(3, "SELECT 3", 9, 1));
      assertThatThrownBy(up::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void whatIsNotReadAtFirstIsReadWhenAskedFor() throws IOException {
    Workspace workspace = new Workspace(temp).up("20250522_1200_a.sql", "SELECT 1;");
    Catalog catalog = CatalogLoader.load(temp, workspace.migrations(), Set.of());
    MigrationFile file = catalog.migrations().getFirst().variants().getFirst();
    SqlSummary summary = catalog.summary(file, Engine.SQLITE);
    assertThat(catalog.summary(file, Engine.SQLITE)).isSameAs(summary);
    assertThat(workspace.load().summary(file, Engine.SQLITE)).isEqualTo(summary);
  }

  private static void read(Catalog catalog, MigrationFile file) {
    try (SectionReader up = catalog.asWritten(file.up(), Engine.SQLITE)) {
      up.next();
    }
  }

  private String checksum(String text) throws IOException {
    Catalog catalog = new Workspace(temp).with("20250522_1200_a.sql", text).load();
    return catalog
        .summary(catalog.migrations().getFirst().variants().getFirst(), Engine.MYSQL)
        .tokenChecksum();
  }

  private Workspace workspaceAsItIs() {
    return new Workspace(temp);
  }
}
