package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The catalogue of migrations. */
@Command(name = "migration", description = "The catalogue of migrations.")
final class MigrationCommand extends NounCommand {
  private static final List<Column> LIST =
      List.of(
          Column.of("VERSION", "version"),
          Column.of("STREAM", "stream"),
          Column.of("DESCRIPTION", "description"),
          Column.of("ENGINES", "engines"),
          Column.of("DOWN", item -> item.path("hasDown").asBoolean() ? "yes" : "no"),
          Column.of("APPLIED", "applied"),
          Column.of("LACKING", "lacking"));

  MigrationCommand(Cli cli) {
    super(cli);
  }

  @Command(
      name = "new",
      description = "Write a file for a new migration, in the workspace's convention.")
  int create(
      @Parameters(paramLabel = "DESCRIPTION", arity = "1..*", description = "In a few words.")
          List<String> words,
      @Option(names = "--stream", defaultValue = "common", description = "common, or a sector.")
          String stream,
      @Option(names = "--engine", description = "Only for this engine; for all when not given.")
          @Nullable String engine) {
    Map<String, Object> body =
        new LinkedHashMap<>(Map.of("description", String.join(" ", words), "stream", stream));
    if (engine != null) {
      body.put("engine", engine);
    }
    return cli.withServer(
        server -> {
          JsonNode made = server.api().post(ApiPath.of("migrations"), body);
          if (cli.console().isTable()) {
            made.path("files").forEach(file -> cli.console().print(file.asText()));
          } else {
            cli.console().show(made, List.of());
          }
          return Exit.DONE;
        });
  }

  @Command(description = "All migrations in their order.")
  int list() {
    return cli.withServer(
        server -> {
          JsonNode catalogue = server.api().get(ApiPath.of("migrations"));
          cli.console().list(catalogue, catalogue.path("items"), LIST);
          return Exit.DONE;
        });
  }

  @Command(description = "One migration with its texts.")
  int show(
      @Parameters(paramLabel = "NAME", description = "Its version, stream/version or full name.")
          String name) {
    return cli.withServer(
        server -> {
          JsonNode migration = server.api().get(ApiPath.of("migrations", name));
          cli.console().show(migration, LIST);
          if (cli.console().isTable()) {
            migration
                .path("texts")
                .forEach(
                    text ->
                        cli.console()
                            .print(
                                "\n--- "
                                    + text.path("file").asText()
                                    + "\n"
                                    + DisplayText.harmless(text.path("text").asText())));
          }
          return Exit.DONE;
        });
  }

  @Command(
      description =
          "Check all migrations against the rules; exit code 1 when a finding fails. Also --output"
              + " sarif.")
  int lint() {
    return cli.withServer(
        Set.of(OutputFormat.SARIF),
        server -> {
          JsonNode lint = server.api().get(ApiPath.of("lint"));
          new LintFindings(lint).show(cli.console());
          return lint.path("fails").asBoolean() ? Exit.FAILED : Exit.DONE;
        });
  }

  @Command(
      description =
          "Run every migration on an empty database of each engine: up, verify, down, up; exit code"
              + " 1 when one fails.")
  int test(
      @Option(
              names = "--engine",
              split = ",",
              description = "Only these engines; those of the fleet when not given.")
          @Nullable List<String> engines,
      @Option(
              names = "--junit",
              paramLabel = "FILE",
              description = "Write the results as JUnit XML too.")
          @Nullable Path junit) {
    return cli.withServer(
        server -> {
          Map<String, Object> body = engines == null ? Map.of() : Map.of("engines", engines);
          var results = new TestResults(server.api().post(ApiPath.of("migration-tests"), body));
          results.show(cli.console());
          if (junit != null) {
            results.writeJunit(junit);
          }
          return results.ok() ? Exit.DONE : Exit.FAILED;
        });
  }
}
