package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** How the migrations did on empty databases. */
record TestResults(JsonNode answer) {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("RESULT", item -> item.path("ok").asBoolean() ? "ok" : "FAILED"),
          Column.of("ENGINE", item -> engine(item)),
          Column.of("STREAM", "stream"),
          Column.of("MIGRATION", "migration"),
          Column.of("STEPS", item -> steps(item)),
          Column.of("MESSAGE", item -> failure(item).orElse("")));

  boolean ok() {
    return answer.path("ok").asBoolean();
  }

  void show(Console console) {
    console.list(answer, results(), COLUMNS);
    long failed = results().valueStream().filter(result -> !result.path("ok").asBoolean()).count();
    console.say(Words.count(results().size(), "test") + ", " + failed + " failed.");
  }

  /** Writes JUnit's XML, a test case a migration and engine. */
  void writeJunit(Path file) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "dihya migration test");
      xml.writeAttribute("tests", Integer.toString(results().size()));
      xml.writeAttribute(
          "failures",
          Long.toString(
              results().valueStream().filter(result -> !result.path("ok").asBoolean()).count()));
      for (JsonNode result : results()) {
        testCase(xml, result);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (IOException | XMLStreamException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void testCase(XMLStreamWriter xml, JsonNode result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", engine(result) + "." + result.path("stream").asText());
    xml.writeAttribute("name", result.path("migration").asText());
    long millis =
        result.path("steps").valueStream().mapToLong(step -> step.path("millis").asLong()).sum();
    xml.writeAttribute("time", Double.toString(millis / 1000.0));
    if (!result.path("ok").asBoolean()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", DisplayText.oneLine(failure(result).orElse("failed")));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private JsonNode results() {
    return answer.path("results");
  }

  private static String engine(JsonNode item) {
    String version = item.path("serverVersion").asText();
    return item.path("engine").asText() + (version.isEmpty() ? "" : " " + version);
  }

  private static String steps(JsonNode item) {
    return String.join(
        " ",
        item.path("steps")
            .valueStream()
            .map(step -> step.path("step").asText() + (step.path("ok").asBoolean() ? "" : "!"))
            .toList());
  }

  private static Optional<String> failure(JsonNode item) {
    return item.path("steps")
        .valueStream()
        .filter(step -> !step.path("ok").asBoolean())
        .map(step -> step.path("step").asText() + ": " + step.path("message").asText())
        .findFirst();
  }
}
