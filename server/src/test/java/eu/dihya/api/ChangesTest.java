package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private final Changes changes = new Changes();

  @Test
  void aTopicKnowsWhatChangedAfterARevision() {
    changes.touch("fleet", List.of("a"));
    changes.touch("fleet", List.of("b"));
    changes.touch("fleet", List.of());
    assertThat(changes.newest()).isEqualTo(3);
    assertThat(changes.keys("fleet", 0)).containsExactly("a", "b");
    assertThat(changes.keys("fleet", 1)).containsExactly("b");
    assertThat(changes.any("fleet", 2)).isTrue();
    assertThat(changes.any("fleet", 3)).isFalse();
    assertThat(changes.any("rollouts", 0)).isFalse();
    assertThat(changes.complete("rollouts", 0)).isTrue();
  }

  @Test
  void topicsThatNobodyTouchesAreForgottenAndSaySo() {
    changes.touch("rollout:R-0001", List.of("a"));
    for (int i = 2; i <= 80; i++) {
      changes.touch("fleet", List.of("x"));
      changes.touch("rollout:R-" + i, List.of("a"));
    }
    assertThat(changes.complete("rollout:R-0001", 0)).isFalse();
    assertThat(changes.any("rollout:R-0001", 0)).isTrue();
    assertThat(changes.complete("fleet", 0)).isTrue();
    changes.touch("rollout:R-0001", List.of("b"));
    assertThat(changes.complete("rollout:R-0001", 0)).isFalse();
    assertThat(changes.complete("rollout:R-0001", changes.newest() - 1)).isTrue();
  }

  @Test
  void aPositionIsReadAsItIsWritten() {
    StreamPosition position = new StreamPosition("ab_d-fgh", 17, Map.of("R-0001/acme", 57L));
    assertThat(position).hasToString("ab_d-fgh:17,R-0001/acme:57");
    assertThat(StreamPosition.parse(position.toString())).isEqualTo(position);
    assertThat(StreamPosition.parse(position.toString()).line("log:R-0001/acme")).isEqualTo(57);
    for (String nothing :
        new String[] {"", "x", "a:b", "a:1x", ":1", ",R-0001/acme:57", "a:" + "9".repeat(19)}) {
      assertThat(StreamPosition.parse(nothing).revision()).as(nothing).isEqualTo(-1);
    }
    assertThat(StreamPosition.parse(null).revision()).isEqualTo(-1);
  }
}
