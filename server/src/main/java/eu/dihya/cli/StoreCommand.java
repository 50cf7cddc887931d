package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** The control store. */
@Command(
    name = "store",
    description = "The control store, which holds plans, rollouts and the audit.")
final class StoreCommand extends NounCommand {
  StoreCommand(Cli cli) {
    super(cli);
  }

  @Command(description = "Run the store's own checks; exit code 1 when one fails.")
  int check() {
    return cli.withServer(
        server -> {
          JsonNode answer = server.api().post(ApiPath.of("store", "check"), Map.of());
          List<Column> columns =
              List.of(
                  Column.of("CHECK", "name"),
                  Column.of("RESULT", item -> item.path("ok").asBoolean() ? "ok" : "FAILED"),
                  Column.of("DETAIL", "detail"));
          cli.console().list(answer, answer.path("checks"), columns);
          return answer.path("ok").asBoolean() ? Exit.DONE : Exit.FAILED;
        });
  }
}
