package eu.dihya.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why a person does something; it goes to the audit. */
final class ReasonFlag {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes to the audit.")
  @Nullable String reason;

  /** The body with the reason, where there is one. */
  Map<String, Object> with(Map<String, ?> body) {
    Map<String, Object> all = new LinkedHashMap<>(body);
    if (reason != null) {
      all.put("reason", reason);
    }
    return all;
  }
}
