package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The long form: {@code mvn -Pchaos verify -Dkills=500}. Its table is also written to a file. */
@Tag("chaos")
@Execution(ExecutionMode.CONCURRENT)
class ChaosIT {
  private static final int KILLS = Integer.getInteger("dihya.chaos.kills", 500);
  private static final int TARGETS = 8;

  /** So few say nothing of shares. */
  private static final int MANY = 300;

  private static final Path TABLE =
      Path.of(System.getProperty("basedir", "."), "target", "chaos.md");
  private static final List<String> ROWS = new java.util.concurrent.CopyOnWriteArrayList<>();

  static List<Engine> engines() {
    String names = System.getProperty("dihya.chaos.engines", "postgresql,mariadb,sqlite");
    return Arrays.stream(names.split(","))
        .map(name -> Engine.fromCode(name.strip()).orElseThrow())
        .toList();
  }

  private static long seed() {
    String given = System.getProperty("dihya.chaos.seed", "");
    return given.isBlank() ? System.currentTimeMillis() : Long.parseLong(given);
  }

  @BeforeAll
  static void forgetAnEarlierTable() throws IOException {
    Files.deleteIfExists(TABLE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void nothingIsDoneTwiceAndNothingIsLost(Engine engine) {
    long seed = seed();
    try (Rig rig = new Rig(Fleet.of(engine), TARGETS)) {
      Tally tally = new Tally(engine, rig.serverVersion(), seed);
      int reported = 0;
      for (long round = seed; tally.kills() < KILLS; round++) {
        tally.add(rig.round(round));
        for (String fault : tally.faults().subList(reported, tally.faults().size())) {
          System.out.println(fault);
        }
        reported = tally.faults().size();
      }
      ROWS.add(tally.row());
      assertThat(tally.faults()).isEmpty();
      assertThat(rig.scratches()).as("scratch databases that are left over").isEmpty();
      if (tally.kills() >= MANY) {
        for (Where where : Where.values()) {
          assertThat(tally.share(where)).as(where.title()).isGreaterThanOrEqualTo(0.2);
        }
      }
    }
  }

  @AfterAll
  static void writeTheTable() throws IOException {
    String table =
        Tally.HEAD
            + String.join("", ROWS.stream().sorted().toList())
            + "\nCommit "
            + commit()
            + ".\n";
    System.out.print(table);
    Files.createDirectories(TABLE.getParent());
    Files.writeString(
        TABLE,
        table,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static String commit() throws IOException {
    Process git = new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD").start();
    String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return answer.isEmpty() ? "unknown" : answer;
  }
}
