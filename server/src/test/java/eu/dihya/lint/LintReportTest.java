package eu.dihya.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import eu.dihya.base.SourcePosition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LintReportTest {
  private static final Finding ERROR =
      new Finding(
          "missing-header",
          Severity.ERROR,
          SourcePosition.of("migrations/é a.sql"),
          "no text",
          "write it");
  private static final Finding WARNING =
      new Finding(
          "rename",
          Severity.WARNING,
          new SourcePosition("migrations/b.sql", 3, 7),
          "breaks",
          "do not");
  private static final Finding ADVICE =
      new Finding(
          "unused-ignore",
          Severity.ADVICE,
          new SourcePosition("migrations/b.sql", 4, 0),
          "unused",
          "take it out");

  @Test
  void aTableIsReadableByPeople() {
    assertThat(LintReport.table(List.of(ERROR, WARNING)).lines())
        .containsExactly(
            "error    missing-header               migrations/é a.sql",
            "         no text",
            "         → write it",
            "warning  rename                       migrations/b.sql:3:7",
            "         breaks",
            "         → do not",
            "1 error, 1 warning");
    assertThat(LintReport.table(List.of())).isEqualToIgnoringNewLines("nothing found");
    assertThat(LintReport.summary(List.of(WARNING, WARNING, ADVICE)))
        .isEqualTo("2 warnings, 1 piece of advice");
  }

  @Test
  void jsonHoldsEachFinding() {
    JsonNode json = Json.tree(LintReport.json(List.of(WARNING)));
    assertThat(json).hasSize(1);
    assertThat(json.get(0).toString())
        .isEqualTo(
            "{\"rule\":\"rename\",\"severity\":\"warning\",\"file\":\"migrations/b.sql\",\"line\":3,\"column\":7,\"message\":\"breaks\",\"fix\":\"do"
                + " not\"}");
  }

  @Test
  void sarifPointsAtLinesAndRules() {
    JsonNode log = Json.tree(Sarif.of(List.of(ERROR, WARNING, ADVICE), "1.2.3"));
    assertThat(log.get("version").asText()).isEqualTo("2.1.0");
    JsonNode run = log.get("runs").get(0);
    assertThat(run.at("/tool/driver/version").asText()).isEqualTo("1.2.3");
    assertThat(run.at("/tool/driver/rules")).hasSize(Rules.all().size());
    JsonNode results = run.get("results");
    assertThat(results)
        .extracting(result -> result.get("level").asText())
        .containsExactly("error", "warning", "note");
    for (JsonNode result : results) {
      String rule =
          run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt() + "/id").asText();
      assertThat(rule).isEqualTo(result.get("ruleId").asText());
    }
    assertThat(results.get(0).at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("migrations/%C3%A9%20a.sql");
    assertThat(results.get(0).at("/locations/0/physicalLocation").has("region")).isFalse();
    assertThat(results.get(1).at("/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":3,\"startColumn\":7}");
    assertThat(results.get(2).at("/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":4}");
  }

  @Test
  void thePolicySaysWhatFails() {
    LintPolicy strict =
        new LintPolicy(LintPolicy.FailOn.WARNING, Map.of("rename", LintPolicy.FailOn.NEVER));
    assertThat(strict.failing(List.of(ERROR, WARNING, ADVICE))).containsExactly(ERROR);
    LintPolicy loose =
        new LintPolicy(LintPolicy.FailOn.ERROR, Map.of("rename", LintPolicy.FailOn.WARNING));
    assertThat(loose.failing(List.of(ERROR, WARNING, ADVICE))).containsExactly(ERROR, WARNING);
    assertThat(new LintPolicy(LintPolicy.FailOn.NEVER, Map.of()).failing(List.of(ERROR))).isEmpty();
  }

  @Test
  void idsOfRulesAreUnique() {
    assertThat(Rules.ids()).doesNotHaveDuplicates();
    assertThat(Rules.unknown(List.of("rename", "renam")))
        .containsExactly("there is no rule 'renam' (did you mean 'rename'?)");
  }
}
