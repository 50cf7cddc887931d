package eu.dihya.lint;

import eu.dihya.base.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as text for people and for tools. */
public final class LintReport {
  private LintReport() {}

  /** One line a finding, its fix below it, and a line that counts them. */
  public static String table(List<Finding> findings) {
    var out = new StringBuilder();
    for (Finding finding : findings) {
      out.append(
          "%-7s  %-27s  %s%n"
              .formatted(finding.severity().code(), finding.rule(), finding.position()));
      out.append("         ").append(finding.message()).append(System.lineSeparator());
      out.append("         → ").append(finding.fix()).append(System.lineSeparator());
    }
    return out.append(summary(findings)).append(System.lineSeparator()).toString();
  }

  /** A JSON array of objects. */
  public static String json(List<Finding> findings) {
    return Json.pretty(findings.stream().map(LintReport::object).toList());
  }

  /** {@code 2 errors, 1 warning}. */
  public static String summary(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "nothing found";
    }
    List<String> counts =
        List.of(Severity.values()).stream()
            .map(severity -> count(findings, severity))
            .filter(text -> !text.isEmpty())
            .toList();
    return String.join(", ", counts);
  }

  private static String count(List<Finding> findings, Severity severity) {
    long count = findings.stream().filter(finding -> finding.severity() == severity).count();
    if (count == 0) {
      return "";
    }
    return count
        + " "
        + switch (severity) {
          case ERROR -> count == 1 ? "error" : "errors";
          case WARNING -> count == 1 ? "warning" : "warnings";
          case ADVICE -> count == 1 ? "piece of advice" : "pieces of advice";
        };
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("rule", finding.rule());
    object.put("severity", finding.severity().code());
    object.put("file", finding.position().file());
    object.put("line", finding.position().line());
    object.put("column", finding.position().column());
    object.put("message", finding.message());
    object.put("fix", finding.fix());
    return object;
  }
}
