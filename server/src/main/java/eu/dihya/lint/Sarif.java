package eu.dihya.lint;

import eu.dihya.base.Json;
import eu.dihya.base.SourcePosition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings in SARIF 2.1.0, which code hosts show beside the lines that they are about. */
public final class Sarif {
  private Sarif() {}

  /**
   * One run with all rules and the findings.
   *
   * @param toolVersion of this product
   */
  public static String of(List<Finding> findings, String toolVersion) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Dihya");
    driver.put("version", toolVersion);
    driver.put("rules", Rules.all().stream().map(Sarif::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", findings.stream().map(Sarif::result).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return Json.pretty(log);
  }

  private static Map<String, Object> rule(Rule rule) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", rule.id());
    object.put("shortDescription", text(rule.explanation()));
    object.put("defaultConfiguration", Map.of("level", level(rule.severity())));
    return object;
  }

  private static Map<String, Object> result(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("ruleId", finding.rule());
    object.put("ruleIndex", Rules.ids().indexOf(finding.rule()));
    object.put("level", level(finding.severity()));
    object.put("message", text(finding.message() + ". To fix it: " + finding.fix() + "."));
    object.put("locations", List.of(Map.of("physicalLocation", location(finding.position()))));
    return object;
  }

  private static Map<String, Object> location(SourcePosition position) {
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("artifactLocation", Map.of("uri", uri(position.file())));
    if (position.line() > 0) {
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("startLine", position.line());
      if (position.column() > 0) {
        region.put("startColumn", position.column());
      }
      location.put("region", region);
    }
    return location;
  }

  private static String uri(String file) {
    List<String> parts =
        Arrays.stream(file.split("/", -1))
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .toList();
    return String.join("/", parts);
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case ADVICE -> "note";
    };
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }
}
