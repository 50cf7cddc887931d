package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema takes what the reader takes. */
class RolloutSchemaTest {
  private static final JsonNode PUBLISHED = published();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(PUBLISHED);
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "", RolloutFile.ROOT,
          "/properties/release", RolloutFile.RELEASE,
          "/properties/strategy", RolloutFile.STRATEGIES,
          "/properties/strategy/properties/rolling", RollingYaml.KEYS,
          "/properties/gates", GatesYaml.KEYS,
          "/properties/gates/properties/query/items", GatesYaml.QUERY,
          "/properties/gates/properties/probe/items", GatesYaml.PROBE,
          "/properties/strategy/properties/rolling/properties/waves/items/oneOf/2",
              RollingYaml.WAVE);
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "/properties/release/properties/outOfOrder", RolloutFile.OUT_OF_ORDER,
          "/properties/strategy/properties/rolling/properties/onFailure", RollingYaml.ON_FAILURE,
          "/properties/strategy/properties/rolling/properties/undecided", RollingYaml.UNDECIDED);

  @TempDir private Path directory;

  @Test
  void itHasTheKeysAndWordsOfTheReader() {
    KEYS.forEach(
        (place, keys) -> {
          assertThat(PUBLISHED.at(place).path("properties").fieldNames())
              .toIterable()
              .as(place)
              .containsExactlyElementsOf(keys);
          assertThat(PUBLISHED.at(place).path("additionalProperties").asBoolean(true)).isFalse();
        });
    WORDS.forEach(
        (place, words) ->
            assertThat(PUBLISHED.at(place + "/enum").valueStream().map(JsonNode::asText))
                .as(place)
                .containsExactlyElementsOf(words));
  }

  /** Every example of the documentation. */
  static List<String> examples() throws IOException {
    String text = Files.readString(Path.of("../docs/rollouts.md"));
    return Pattern.compile("(?m)^```yaml\\R((?s:.*?))^```")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theDocumentedExamplesAreValid(String text) throws IOException {
    valid(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "gates: { provenIn: staging, query: [{ name: a, sql: SELECT 1 }] }",
        "gates: { probe: [{ name: a, url: 'https://a/b', status: 204, attempts: 10, timeout: 1s }]"
            + " }",
        "gates: { probe: [{ name: a, url: 'http://a:80', pointer: /up, value: true }] }",
        "startAt: 2026-12-06T02:00[Europe/Paris]",
        "startAt: 2026-12-06T02:00:30+01:00[Europe/Paris]",
        "startAt: '2026-12-06T02:00Z'",
        "gates: { window: 'Sun 02:00-05:00 tenant' }",
        "gates: { approvals: { approver: 1, security: 2 } }",
        "gates: { window: ['Sat,Sun 02:00-24:00 tenant', 'Mon-Fri 22:00-04:00 Europe/Paris'] }",
        "release: { upTo: 20260907_1000, outOfOrder: allow }",
        "strategy: { rolling: { waves: [3, 10%, { count: 4 }, { percent: 50 }, { percent: 100% }] }"
            + " }",
        "strategy: { rolling: { failureBudget: { canary: 3, total: 100% }, dwell: 500ms } }",
      })
  void bothTake(String text) throws IOException {
    valid(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "selekt: a=b",
        "gates: { query: [{ name: a }] }",
        "gates: { query: [{ name: a, sql: SELECT 1, timeout: soon }] }",
        "gates: { probe: [{ name: a }] }",
        "gates: { probe: [{ name: a, url: 'ftp://a/b' }] }",
        "gates: { probe: [{ name: a, url: 'https://u:p@a/b' }] }",
        "gates: { probe: [{ name: a, url: 'https://a/b', pointer: /a }] }",
        "gates: { probe: [{ name: a, url: 'https://a/b', status: 99 }] }",
        "gates: { probe: [{ name: a, url: 'https://a/b', attempts: 11 }] }",
        "startAt: now",
        "startAt: 2026-12-06T02:00",
        "gates: { lint: error }",
        "gates: { approvals: { operator: 1 } }",
        "gates: { approvals: { approver: 0 } }",
        "gates: { window: soon }",
        "gates: { window: [Sun 02:00-05:00] }",
        "release: { upTo: [1] }",
        "release: { outOfOrder: yes please }",
        "strategy: { blue-green: {} }",
        "strategy: { rolling: { onFailure: revert-tenant } }",
        "strategy: { rolling: { waves: 10% } }",
        "strategy: { rolling: { waves: [ten] } }",
        "strategy: { rolling: { waves: [0] } }",
        "strategy: { rolling: { waves: [200%] } }",
        "strategy: { rolling: { waves: [{ canary: true }] } }",
        "strategy: { rolling: { waves: [{ count: 1, percent: 3 }] } }",
        "strategy: { rolling: { parallel: { total: 0 } } }",
        "strategy: { rolling: { failureBudget: { total: x } } }",
        "strategy: { rolling: { dwell: soon } }",
      })
  void bothRefuse(String text) throws IOException {
    assertThat(SCHEMA.validate(yaml(text))).as(text).isNotEmpty();
    Path file = file(text);
    assertThatThrownBy(() -> RolloutFile.read(file)).isInstanceOf(DihyaException.class);
  }

  private void valid(String text) throws IOException {
    assertThat(SCHEMA.validate(yaml(text))).as(text).isEmpty();
    assertThat(RolloutFile.read(file(text))).isNotNull();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("rollout.yaml"), text);
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }

  private static JsonNode published() {
    try {
      return Json.tree(Files.readString(Path.of("../docs/rollout.schema.json")));
    } catch (IOException e) {
      throw new IllegalStateException("the schema is to be in docs/", e);
    }
  }
}
