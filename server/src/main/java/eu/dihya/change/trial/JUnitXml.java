package eu.dihya.change.trial;

import eu.dihya.change.trial.MigrationTests.Result;
import eu.dihya.change.trial.MigrationTests.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes results in the form that CI systems read: a suite an engine, a case a migration and step.
 * Pure.
 */
public final class JUnitXml {
  private JUnitXml() {}

  public static String of(MigrationTests tests) {
    Map<String, List<Result>> suites = new LinkedHashMap<>();
    tests
        .results()
        .forEach(
            result ->
                suites.computeIfAbsent(result.engine(), key -> new ArrayList<>()).add(result));
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    suites.forEach((engine, results) -> suite(xml, engine, results));
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(StringBuilder xml, String engine, List<Result> results) {
    List<Step> steps = results.stream().flatMap(result -> result.steps().stream()).toList();
    long failures = steps.stream().filter(step -> !step.ok()).count();
    long millis = steps.stream().mapToLong(Step::millis).sum();
    xml.append(
        "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" time=\"%s\">\n"
            .formatted(escaped(engine), steps.size(), failures, seconds(millis)));
    results.forEach(result -> result.steps().forEach(step -> testcase(xml, result, step)));
    xml.append("  </testsuite>\n");
  }

  private static void testcase(StringBuilder xml, Result result, Step step) {
    String message = step.message();
    xml.append(
        "    <testcase classname=\"%s.%s.%s\" name=\"%s\" time=\"%s\""
            .formatted(
                escaped(result.engine()),
                escaped(result.stream()),
                escaped(result.migration()),
                step.step().code(),
                seconds(step.millis())));
    xml.append(
        message == null
            ? "/>\n"
            : ">\n      <failure message=\"%s\"/>\n    </testcase>\n".formatted(escaped(message)));
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** Characters that XML cannot hold at all become a question mark. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t', '\r' -> escaped.append("&#").append(character).append(';');
                default -> escaped.appendCodePoint(isAllowed(character) ? character : '?');
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int character) {
    return character >= 0x20
            && !Character.isSurrogate((char) character)
            && character != 0xFFFE
            && character != 0xFFFF
        || character > 0xFFFF;
  }
}
