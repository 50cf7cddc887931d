package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.tenants.Credentials;
import eu.dihya.testing.TestServers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * There is no room for what a migration writes: it says so, and leaves what was there before it.
 */
class FullDiskIT {
  private static final Fleet FLEET = Fleet.of(Engine.SQLITE);
  private static final Path WORKSPACE = FLEET.workspace("full");
  private final Drivers drivers = new Drivers();
  private final CleanRun clean = CleanRun.on(FLEET.fresh("t"), WORKSPACE, drivers);

  @AfterEach
  void close() {
    drivers.close();
  }

  @Test
  void aDatabaseThatMayNotGrow() {
    Job job = FLEET.fresh("limited");
    Scene scene = new Scene(WORKSPACE, "full-pages", drivers, List.of(job));
    try (Drivers limited = drivers.preparing("PRAGMA max_page_count = 200")) {
      Assignment assignment = scene.next(Duration.ZERO, each -> each);
      RunOutcome outcome = new Worker(assignment, limited).run().get(job.tenant());
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RunOutcome.Failed.class,
              failed -> {
                assertThat(failed.error().message()).contains("database or disk is full");
                assertThat(failed.error().position()).contains("_fill.sql:7:1");
              });
    }
    nothingIsHalfAppliedAndTheSameCommandEndsRight(job, scene);
  }

  @Test
  void aFileThatMayNotGrow() throws IOException {
    Job job = FLEET.fresh("limited");
    Scene scene = new Scene(WORKSPACE, "full-file", drivers, List.of(job));
    // In units of 512 bytes, as POSIX has it; the JVM's own files are smaller.
    runsInto(
        scene,
        List.of("sh", "-c", "ulimit -f 6144; exec \"$@\"", "limited"),
        "the file system refused: it may be full");
    nothingIsHalfAppliedAndTheSameCommandEndsRight(job, scene);
  }

  @Test
  void aSmallFileSystem() throws IOException, InterruptedException {
    Path mounted = TestServers.temporaryDirectory("dihya-small-");
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mounted.toString()) == 0,
        "only root may mount");
    try {
      Path file = mounted.resolve("tenant.db");
      Job job =
          new Job(
              "limited",
              Job.target(Engine.SQLITE, "", 0, file.toString()),
              new Credentials("", ""),
              Optional.empty());
      Scene scene = new Scene(WORKSPACE, "full-system", drivers, List.of(job));
      runsInto(scene, List.of(), "database or disk is full; make room");
      assertThat(run("mount", "-o", "remount,size=16m", mounted.toString())).isZero();
      nothingIsHalfAppliedAndTheSameCommandEndsRight(job, scene);
    } finally {
      run("umount", mounted.toString());
    }
  }

  private static void runsInto(Scene scene, List<String> before, String said) throws IOException {
    Assignment assignment = scene.next(Duration.ZERO, each -> each);
    try (ForkedWorker worker = ForkedWorker.start(assignment, before).awaitGo()) {
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.rest()).contains("limited Failed").contains(said);
    }
  }

  private void nothingIsHalfAppliedAndTheSameCommandEndsRight(Job job, Scene scene) {
    Picture before = Picture.of(job, drivers);
    assertThat(before.parts()).containsOnlyKeys("{part=1}");
    assertThat(before.history()).hasSize(1).isEqualTo(clean.picture().history().subList(0, 1));
    assertThat(before.data().get("customers")).isEmpty();
    assertThat(before.leftovers()).isEmpty();
    assertThat(Scene.faults(scene.finish(clean.picture()))).isEmpty();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File("/dev/null"))
        .start()
        .waitFor();
  }
}
