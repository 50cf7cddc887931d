package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Archived evidence. */
@Command(name = "archive", description = "Evidence, kept by content address.")
final class ArchiveCommand extends NounCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("CID", "cid"),
          Column.of("NAME", "name"),
          Column.of("KIND", "kind"),
          Column.time("CREATED", "createdAt"),
          Column.of("BYTES", "bytes"),
          Column.of("STATE", "state"),
          Column.of("BECAUSE", "because"));
  private static final List<Column> FOUND =
      List.of(
          Column.of("archive", "cid"),
          Column.of("result", item -> item.path("ok").asBoolean() ? "ok" : "NOT INTACT"),
          Column.of("blocks", "blocks"),
          Column.of("bytes", "bytes"));

  ArchiveCommand(Cli cli) {
    super(cli);
  }

  @Command(description = "What is archived, newest first.")
  int list() {
    return cli.withServer(
        server -> {
          JsonNode archives = server.api().get(ApiPath.of("archives"));
          cli.console().list(archives, archives.path("items"), COLUMNS);
          return Exit.DONE;
        });
  }

  @Command(description = "Save an archive as a CAR file.")
  int get(
      @Parameters(paramLabel = "CID") String cid,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description = "Where to; CID.car when not given.")
          @Nullable Path to) {
    Path file = to == null ? Path.of(cid.replaceAll("[^A-Za-z0-9]", "_") + ".car") : to;
    if (Files.exists(file)) {
      throw new DihyaException(ErrorCode.USAGE, file + " exists already; name another with --to");
    }
    return cli.withServer(
        server -> {
          server.api().download(ApiPath.of("archives", cid), file);
          cli.console().print(file.toString());
          return Exit.DONE;
        });
  }

  @Command(
      description =
          "Read every block again and compare it with its address; exit code 1 when one differs.")
  int verify(@Parameters(paramLabel = "CID") String cid) {
    return cli.withServer(
        server -> {
          JsonNode found = server.api().post(ApiPath.of("archives", cid, "verify"), Map.of());
          cli.console().show(found, FOUND);
          found.path("problems").forEach(problem -> cli.console().warn(problem.asText()));
          return found.path("ok").asBoolean() ? Exit.DONE : Exit.FAILED;
        });
  }
}
