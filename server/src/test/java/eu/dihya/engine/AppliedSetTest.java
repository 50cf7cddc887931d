package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.catalog.MigrationVersion;
import eu.dihya.engine.HistoryRow.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppliedSetTest {
  private final List<HistoryRow> rows = new ArrayList<>();

  @Test
  void nothingIsAppliedWhereThereIsNoHistory() {
    AppliedSet applied = AppliedSet.of(List.of());
    assertThat(applied.streams()).isEmpty();
    assertThat(applied.lastShape()).isEmpty();
    assertThat(applied.highest("common")).isEmpty();
    assertThat(applied.contains("common", "1")).isFalse();
  }

  @Test
  void upAndBaselineAddAndDownTakesAway() {
    add("common", "20250522_1200", Kind.BASELINE, "a", "s1");
    add("common", "20250601_0900", Kind.UP, "b", "s2");
    add("common", "20250701_0900", Kind.UP, "c", "s3");
    add("common", "20250601_0900", Kind.DOWN, "b", "s4");
    AppliedSet applied = AppliedSet.of(rows);
    assertThat(applied.rows("common"))
        .extracting(HistoryRow::version)
        .containsExactly("20250522_1200", "20250701_0900");
    assertThat(applied.contains("common", "20250601_0900")).isFalse();
    assertThat(applied.lastShape()).contains("s4");
    assertThat(applied.highest("common")).contains(MigrationVersion.of("20250701_0900"));
  }

  @Test
  void whatIsAppliedAgainStandsWhereItWasAppliedLast() {
    add("common", "1", Kind.UP, "old", "s1");
    add("common", "2", Kind.UP, "b", "s2");
    add("common", "1", Kind.DOWN, "old", "s3");
    add("common", "001", Kind.UP, "new", "s4");
    AppliedSet applied = AppliedSet.of(rows);
    assertThat(applied.rows()).extracting(HistoryRow::tokenChecksum).containsExactly("b", "new");
    assertThat(applied.find("common", "1.0").orElseThrow().tokenChecksum()).isEqualTo("new");
  }

  @Test
  void ofARepeatableOneTheLastChecksumCounts() {
    add("common", "R:views", Kind.REPEATABLE, "first", "s1");
    add("common", "R:views", Kind.REPEATABLE, "second", null);
    AppliedSet applied = AppliedSet.of(rows);
    assertThat(applied.find("common", "R:views").orElseThrow().tokenChecksum()).isEqualTo("second");
    assertThat(applied.highest("common")).isEmpty();
    assertThat(applied.lastShape()).as("the last change was not observed").isEmpty();
  }

  @Test
  void streamsDoNotMix() {
    add("common", "1", Kind.UP, "a", "s1");
    add("health", "1", Kind.UP, "b", "s2");
    add("common", "1", Kind.DOWN, "a", "s3");
    AppliedSet applied = AppliedSet.of(rows);
    assertThat(applied.streams()).containsExactly("health");
    assertThat(applied.contains("health", "1")).isTrue();
    assertThat(applied.contains("common", "1")).isFalse();
  }

  private void add(
      String stream, String version, Kind kind, String checksum, @Nullable String shape) {
    rows.add(
        new HistoryRow(
            rows.size() + 1,
            stream,
            version,
            "d",
            kind,
            "raw",
            checksum,
            "p",
            "r",
            "o",
            shape,
            1,
            "a",
            "0",
            null,
            null,
            null));
  }
}
