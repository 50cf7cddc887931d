package eu.dihya.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says with an approval; it stays with it. */
final class CommentFlag {
  @Option(names = "--comment", paramLabel = "TEXT", description = "Kept with it, and in the audit.")
  @Nullable String comment;

  Map<String, String> body() {
    return comment == null ? Map.of() : Map.of("comment", comment);
  }
}
