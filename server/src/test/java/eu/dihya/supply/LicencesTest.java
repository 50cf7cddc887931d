package eu.dihya.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicencesTest {
  @ParameterizedTest
  @CsvSource({
    "pkg:npm/react@19.3.1, MIT, MIT",
    "pkg:maven/io.vertx/vertx-core@5.0.8, EPL-2.0|Apache-2.0, Apache-2.0",
    "pkg:maven/ch.qos.logback/logback-core@1, EPL-1.0|GNU Lesser General Public License,"
        + " LGPL-2.1-only",
    "pkg:maven/org.jline/jline-native@3, BSD-4-Clause, BSD-3-Clause",
  })
  void oneOfThoseThatAreOfferedIsTaken(String purl, String declared, String taken) {
    assertThat(Licences.of(component(purl, declared))).contains(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:npm/one@1, GPL-2.0-only",
    "pkg:npm/one@1, SSPL-1.0",
    "pkg:npm/one@1, UNLICENSED",
    "pkg:npm/one@1, MIT AND CC-BY-NC-4.0",
    "pkg:maven/org.example/one@1, BSD-4-Clause",
    "pkg:maven/org.example/one@1, EPL-2.0|CDDL-1.1",
    "pkg:maven/org.jline/jline-native@3, The BSD License",
  })
  void whatIsUnknownOrDoesNotFitIsNoLicence(String purl, String declared) {
    assertThat(Licences.of(component(purl, declared))).isEmpty();
  }

  @Test
  void noLicenceIsNone() {
    assertThat(Licences.of(new Component("pkg:npm/one@1", "one", List.of(), ""))).isEmpty();
  }

  @Test
  void aDocumentIsReadWithEveryFormOfADeclaration() throws JsonProcessingException {
    String document =
        """
        {"components": [
          {"purl": "pkg:maven/g/a@1", "group": "g", "name": "a",
           "hashes": [{"alg": "MD5", "content": "00"}, {"alg": "SHA-256", "content": "ab"}],
           "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "Some Licence"}}]},
          {"purl": "pkg:npm/b@1", "name": "b", "licenses": [{"expression": "MIT OR GPL-2.0-only"}]},
          {"purl": "pkg:npm/c@1", "name": "c"}
        ]}
        """;
    assertThat(Component.in(new ObjectMapper().readTree(document)))
        .containsExactly(
            new Component("pkg:maven/g/a@1", "g:a", List.of("MIT", "Some Licence"), "ab"),
            new Component("pkg:npm/b@1", "b", List.of("MIT OR GPL-2.0-only"), ""),
            new Component("pkg:npm/c@1", "c", List.of(), ""));
  }

  private static Component component(String purl, String declared) {
    return new Component(purl, "one", List.of(declared.split("\\|")), "");
  }
}
