package eu.dihya.change.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
  @Test
  void asLongAsAnybodyOfTheSessionLivesItRuns() throws IOException {
    Process leader = new ProcessBuilder("setsid", "sh", "-c", "sleep 30 & read -r word").start();
    ProcessMark mark = ProcessMark.of(leader.pid());
    assertThat(mark.text().length()).isLessThanOrEqualTo(100);
    ProcessMark known = ProcessMark.read(mark.text()).orElseThrow();
    assertThat(known).isEqualTo(mark);
    await().until(() -> leader.descendants().findAny().isPresent());
    ProcessHandle member = leader.descendants().findFirst().orElseThrow();
    assertThat(known.fate()).isEqualTo(ProcessMark.Fate.RUNNING);
    leader.destroyForcibly();
    await().until(() -> !leader.isAlive());
    assertThat(known.fate()).isEqualTo(ProcessMark.Fate.RUNNING);
    member.destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(known.fate()).isEqualTo(ProcessMark.Fate.GONE));
  }

  @Test
  void aNumberThatWasGivenAgainIsAnotherProcess() {
    ProcessMark own = ProcessMark.of(ProcessHandle.current().pid());
    assertThat(own.fate()).isEqualTo(ProcessMark.Fate.RUNNING);
    assertThat(new ProcessMark(own.machine(), own.pid(), own.start() - 1).fate())
        .isEqualTo(ProcessMark.Fate.GONE);
    assertThat(new ProcessMark("0123456789abcdef", own.pid(), own.start()).fate())
        .isEqualTo(ProcessMark.Fate.UNKNOWN);
    ProcessMark blind = new ProcessMark("", own.pid(), 0);
    assertThat(ProcessMark.read(blind.text())).contains(blind);
    assertThat(blind.fate()).isEqualTo(ProcessMark.Fate.UNKNOWN);
    assertThat(ProcessMark.read("4711")).isEmpty();
  }

  @Test
  void addressesAreWrittenForLibpq() {
    Target target =
        new Target(
            Engine.POSTGRESQL,
            "[::1]",
            5432,
            "a b",
            Optional.of("My \"x\""),
            Optional.empty(),
            false);
    assertThat(TargetDsn.of(target, target.host(), Optional.of(new Credentials("u@v", "p/w %"))))
        .isEqualTo(
            "postgresql://u%40v:p%2Fw%20%25@[::1]:5432/a%20b"
                + "?options=-csearch_path%3D%22My%5C%20%22%22x%22%22%22");
  }

  @Test
  void theBeginningAndTheEndOfALongOutputAreKept() {
    List<String> log = new ArrayList<>();
    Transcript transcript = new Transcript(log::add);
    for (int i = 0; i < 100_000; i++) {
      transcript.add("line " + i);
    }
    int live = log.size();
    transcript.end();
    assertThat(log).startsWith("line 0", "line 1").endsWith("line 99998", "line 99999");
    assertThat(log.get(live)).matches("… \\d+ lines are left out …");
    assertThat(String.join("\n", log).length()).isLessThan(2 * 65_536 + 100);
    assertThat(transcript.last()).hasSize(10).endsWith("line 99999");
  }
}
