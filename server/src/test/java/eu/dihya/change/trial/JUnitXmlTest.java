package eu.dihya.change.trial;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.base.Json;
import eu.dihya.change.trial.MigrationTests.Name;
import eu.dihya.change.trial.MigrationTests.Step;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitXmlTest {
  private static final String NASTY = "a.sql:3:1: near \"<&>\"\n\u0000\uFFFF 𝄞 ⵣ";
  private static final MigrationTests TESTS =
      MigrationTests.of(
          List.of(
              MigrationTests.Result.of(
                  Engine.SQLITE,
                  "3.51.3",
                  "common",
                  "m1",
                  List.of(Step.ok(Name.UP, 1200), Step.ok(Name.DOWN, 5))),
              MigrationTests.Result.of(
                  Engine.SQLITE,
                  null,
                  "health",
                  "m2",
                  List.of(Step.failed(Name.UP_AGAIN, 7, NASTY))),
              MigrationTests.Result.of(Engine.POSTGRESQL, "18.6", "common", "m1", List.of())));

  @Test
  void isReadByAnXmlParser() throws Exception {
    String xml = JUnitXml.of(TESTS);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(
            suite.getAttribute("name")
                + suite.getAttribute("tests")
                + suite.getAttribute("failures")
                + suite.getAttribute("time"))
        .isEqualTo("sqlite311.212");
    Element failing = (Element) document.getElementsByTagName("testcase").item(2);
    assertThat(failing.getAttribute("classname") + " " + failing.getAttribute("name"))
        .isEqualTo("sqlite.health.m2 up-again");
    Element failure = (Element) failing.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("a.sql:3:1: near \"<&>\"\n?? 𝄞 ⵣ");
  }

  @Test
  void theJsonIsTheContracts() {
    assertThat(TESTS.ok()).isFalse();
    assertThat(Json.write(TESTS.results().get(1)))
        .startsWith(
            "{\"engine\":\"sqlite\",\"stream\":\"health\",\"migration\":\"m2\",\"ok\":false,\"steps\":[{\"step\":\"up-again\",\"ok\":false,\"millis\":7,\"message\":");
    assertThat(Json.read(Json.write(TESTS), MigrationTests.class)).isEqualTo(TESTS);
  }
}
