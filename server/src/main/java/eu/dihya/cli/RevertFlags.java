package eu.dihya.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a rollout is undone, and why. */
final class RevertFlags {
  @Option(names = "--select", paramLabel = "SELECTOR", description = "Only these tenants of it.")
  @Nullable String select;

  @Option(
      names = "--expect",
      paramLabel = "N",
      description = "How many tenants go back; with another number nothing is done.")
  @Nullable Integer expect;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it goes to the audit.")
  String reason = "";

  @Option(names = "--dry-run", description = "Only try it, in transactions that are rolled back.")
  boolean dryRun;

  /** The request for the plan. */
  Map<String, Object> request(String rollout) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("reverts", rollout);
    if (select != null) {
      request.put("select", select);
    }
    if (expect != null) {
      request.put("expect", expect);
    }
    return request;
  }
}
