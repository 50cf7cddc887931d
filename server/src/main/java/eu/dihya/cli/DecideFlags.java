package eu.dihya.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a person says of a statement in doubt. */
final class DecideFlags {
  @Option(names = "--tenant", required = true, paramLabel = "ID", description = "The tenant.")
  String tenant = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  Choice choice = new Choice();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it goes to the audit.")
  String reason = "";

  @Option(
      names = "--evidence",
      paramLabel = "DIGEST",
      description = "The evidence that was looked at; else that which is shown now.")
  @Nullable String evidence;

  /** One of the two. */
  static final class Choice {
    @Option(names = "--applied", description = "The statement took effect.")
    boolean applied;

    @Option(names = "--not-applied", description = "It did not; it is sent again.")
    boolean notApplied;
  }

  String word() {
    return choice.applied ? "applied" : "not applied";
  }

  Map<String, Object> body(String digest) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("decision", choice.applied ? "applied" : "not-applied");
    body.put("evidence", evidence == null ? digest : evidence);
    body.put("reason", reason);
    return body;
  }
}
