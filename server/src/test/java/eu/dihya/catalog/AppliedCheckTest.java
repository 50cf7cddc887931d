package eu.dihya.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.base.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppliedCheckTest {
  @TempDir Path temp;
  private Catalog catalog;

  @BeforeEach
  void writeCatalog() throws IOException {
    catalog =
        new Workspace(temp)
            .with("V1__a.sql", "SELECT 1;")
            .with("V2__b.sql", "SELECT 2;")
            .with("V3__c.sql", "SELECT 3;")
            .with("R__view.sql", "SELECT 4;")
            .load();
  }

  private AppliedMigration applied(String version) {
    Migration migration = catalog.find("common", version).orElseThrow();
    MigrationFile file = migration.fileFor(Engine.SQLITE).orElseThrow();
    return AppliedMigration.of(
        "common",
        version,
        file.rawChecksum(),
        catalog.summary(file, Engine.SQLITE).tokenChecksum());
  }

  private AppliedReport check(OutOfOrder outOfOrder, AppliedMigration... rows) {
    return AppliedCheck.of(catalog, "health", Engine.SQLITE, outOfOrder).check(List.of(rows));
  }

  private static List<String> names(AppliedReport report) {
    return report.pending().stream().map(Migration::historyVersion).toList();
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  @Test
  void anEmptyTargetLacksAllRepeatableOnesLast() {
    AppliedReport report = check(OutOfOrder.REFUSE);
    assertThat(names(report)).containsExactly("1", "2", "3", "R:view");
    assertThat(report.accepted()).isTrue();
  }

  @Test
  void anUpToDateTargetLacksNothing() {
    AppliedReport report =
        check(OutOfOrder.REFUSE, applied("R:view"), applied("3"), applied("01"), applied("2"));
    assertThat(report).isEqualTo(new AppliedReport(List.of(), List.of(), List.of()));
  }

  @Test
  void aFileChangedAfterItWasAppliedIsRefused() {
    AppliedMigration one = applied("1");
    AppliedReport report =
        check(OutOfOrder.REFUSE, AppliedMigration.of("common", "1", "aa", "bb"), applied("2"));
    assertThat(texts(report.refusals()))
        .containsExactly(
            "migrations/V1__a.sql: was changed after version 1 was applied: the history recorded"
                + " checksum bb, the file has "
                + one.tokenChecksum()
                + ". Restore the file, and write what it should do as a new migration");
  }

  @Test
  void aChangedCommentIsANote() {
    AppliedMigration one = applied("1");
    AppliedReport report =
        check(OutOfOrder.REFUSE, AppliedMigration.of("common", "1", "aa", one.tokenChecksum()));
    assertThat(report.accepted()).isTrue();
    assertThat(texts(report.notes()))
        .containsExactly(
            "migrations/V1__a.sql: differs from what was applied in comments or blanks only");
  }

  @Test
  void whatTheCatalogueDoesNotHaveIsRefused() {
    AppliedReport report =
        check(
            OutOfOrder.REFUSE,
            AppliedMigration.of("common", "7", "a", "b"),
            AppliedMigration.of("shop", "1", "a", "b"),
            AppliedMigration.of("common", "R:old", "a", "b"));
    assertThat(texts(report.refusals()))
        .hasSize(5)
        .first()
        .asString()
        .contains("version 7 of common is applied");
    assertThat(texts(report.refusals())).anyMatch(text -> text.contains("version 1 of shop"));
    assertThat(texts(report.notes()))
        .containsExactly(
            "schema history: common R:old was applied, and the catalogue no longer has it");
  }

  @Test
  void aLateLowerVersionIsRefusedUnlessItsStreamAllowsIt() {
    AppliedReport refused = check(OutOfOrder.REFUSE, applied("1"), applied("3"));
    assertThat(texts(refused.refusals()))
        .containsExactly(
            "migrations/V2__b.sql: version 2 is not applied, but the higher version 3 is. Give it a"
                + " new version, or set migrations.outOfOrder to allow for the stream common");
    assertThat(check(OutOfOrder.ALLOW, applied("1"), applied("3")).accepted()).isTrue();
    assertThat(
            names(check(new OutOfOrder(false, Map.of("common", true)), applied("1"), applied("3"))))
        .containsExactly("2", "R:view");
    assertThat(
            check(new OutOfOrder(true, Map.of("common", false)), applied("1"), applied("3"))
                .accepted())
        .isFalse();
  }

  @Test
  void aBaselineCountsItselfAndAllBeforeAsApplied() {
    AppliedReport report =
        check(OutOfOrder.REFUSE, AppliedMigration.baseline("common", "2"), applied("R:view"));
    assertThat(names(report)).containsExactly("3");
    assertThat(report.accepted()).isTrue();
  }

  @Test
  void aChangedRepeatableOneRunsAgain() {
    List<AppliedMigration> rows =
        new ArrayList<>(List.of(applied("1"), applied("2"), applied("3")));
    rows.add(AppliedMigration.of("common", "R:view", "a", "b"));
    AppliedReport report = check(OutOfOrder.REFUSE, rows.toArray(AppliedMigration[]::new));
    assertThat(names(report)).containsExactly("R:view");
    assertThat(report.accepted()).isTrue();
  }

  @Test
  void anAppliedVersionWithoutAFileForTheEngineIsRefused(@TempDir Path other) throws IOException {
    catalog = new Workspace(other).with("V1__a.mysql.sql", "SELECT 1;").load();
    AppliedReport report = check(OutOfOrder.REFUSE, AppliedMigration.of("common", "1", "a", "b"));
    assertThat(texts(report.refusals()))
        .containsExactly(
            "migrations/V1__a.mysql.sql: version 1 was applied, and has no file for sqlite any"
                + " more; restore it");
  }
}
