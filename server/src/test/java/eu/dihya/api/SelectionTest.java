package eu.dihya.api;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.Observation;
import eu.dihya.rollout.RunState;
import eu.dihya.store.Samples;
import eu.dihya.tenants.Tenant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
  @TempDir Path directory;

  @Test
  void choosesByTheHighestVersionThatWasSeen() {
    try (StreamFixture fixture = new StreamFixture(directory, 3)) {
      seen(fixture, "t1", "20250101_0900", "20250201_0900");
      seen(fixture, "t2", "20250101_0900");

      assertThat(chosen(fixture, "version<20250201_0900")).containsExactly("t2", "t3");
      assertThat(chosen(fixture, "version=20250201_0900")).containsExactly("t1");
    }
  }

  @Test
  void choosesByTheRunInTheNewestRolloutThatHadTheTenant() {
    try (StreamFixture fixture = new StreamFixture(directory, 3)) {
      var first = fixture.rollout("t1", "t2");
      fixture.run(first.id(), "t1", new RunState.Done(3));
      fixture.run(first.id(), "t2", new RunState.Held("drifted"));
      fixture.end(first);
      var second = fixture.rollout("t1");
      fixture.run(second.id(), "t1", new RunState.Held("drifted"));

      assertThat(chosen(fixture, "run=held")).containsExactly("t1", "t2");
      assertThat(chosen(fixture, "run=done")).isEmpty();
      assertThat(chosen(fixture, "run!=held")).containsExactly("t3");
    }
  }

  private static List<String> chosen(StreamFixture fixture, String select) {
    return fixture.selection.of(everything(), select).stream().map(Tenant::id).toList();
  }

  private static void seen(StreamFixture fixture, String tenant, String... versions) {
    List<HistoryRow> rows = Arrays.stream(versions).map(SelectionTest::row).toList();
    fixture.observations.save(
        tenant, new Observation.Seen(Samples.NOON, "3", null, rows, "shape", false));
  }

  private static HistoryRow row(String version) {
    return new HistoryRow(
        0,
        "common",
        version,
        "people",
        HistoryRow.Kind.UP,
        "raw",
        "tokens",
        "",
        "release",
        "R-0001",
        "shape",
        1,
        "local",
        "1",
        Samples.NOON,
        Samples.NOON,
        null);
  }
}
