package eu.dihya.cli;

import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a person says of a rollout at last. */
final class SignOffFlags {
  @ArgGroup(exclusive = true, multiplicity = "1")
  Verdict verdict = new Verdict();

  @Option(
      names = "--comment",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it stands in the report.")
  String comment = "";

  /** One of the two. */
  static final class Verdict {
    @Option(names = "--ok", description = "The result is taken as it is.")
    boolean ok;

    @Option(names = "--ko", description = "It is not.")
    boolean ko;
  }

  Map<String, String> body() {
    return Map.of("verdict", verdict.ok ? "OK" : "KO", "comment", comment);
  }
}
