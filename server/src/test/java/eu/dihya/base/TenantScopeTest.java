package eu.dihya.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TenantScopeTest {
  private static final TenantScope ALL = TenantScope.everything();
  private static final TenantScope AB = TenantScope.only(List.of("b", "a", "a"));
  private static final TenantScope NONE = TenantScope.none();

  @Test
  void aScopeHoldsItsTenantsAndNoOther() {
    assertThat(ALL.contains("a")).isTrue();
    assertThat(AB.contains("a")).isTrue();
    assertThat(AB.contains("c")).isFalse();
    assertThat(AB.contains("A")).isFalse();
    assertThat(NONE.contains("a")).isFalse();
    assertThat(ALL.named()).isEmpty();
    assertThat(AB.named()).hasValueSatisfying(ids -> assertThat(ids).containsExactly("a", "b"));
    assertThat(List.of(ALL.whole(), AB.whole(), NONE.whole())).containsExactly(true, false, false);
  }

  @Test
  void oneCoversAnotherThatHasNothingMore() {
    TenantScope a = TenantScope.only(List.of("a"));
    assertThat(List.of(ALL, AB, a, NONE)).allMatch(ALL::covers).allMatch(s -> s.covers(NONE));
    assertThat(AB.covers(a)).isTrue();
    assertThat(a.covers(AB)).isFalse();
    assertThat(AB.covers(ALL)).isFalse();
    assertThat(NONE.covers(a)).isFalse();
  }

  @Test
  void whatIsOutsideIsLeftOut() {
    List<String> ids = List.of("c", "b", "a");
    assertThat(ALL.of(ids, Function.identity())).isEqualTo(ids);
    assertThat(AB.of(ids, Function.identity())).containsExactly("b", "a");
    assertThat(NONE.of(ids, Function.identity())).isEmpty();
    assertThat(AB.of(Map.of("a", 1, "c", 3))).isEqualTo(Map.of("a", 1));
    assertThat(ALL.of(Map.of("a", 1, "c", 3))).hasSize(2);
  }

  @Test
  void itIsWrittenAndReadAndNothingElseBecomesEverything() {
    for (TenantScope scope : List.of(ALL, AB, NONE)) {
      assertThat(Json.read(Json.write(scope), TenantScope.class)).isEqualTo(scope);
    }
    assertThat(AB).isEqualTo(TenantScope.only(List.of("a", "b"))).isNotEqualTo(ALL);
    for (String json : List.of("{}", "[]", "\"everything\"", "{\"type\":\"only\"}")) {
      assertThatThrownBy(() -> Json.read(json, TenantScope.class)).as(json).isNotNull();
    }
  }
}
