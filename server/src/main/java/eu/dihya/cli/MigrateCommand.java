package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a CI job calls: finishes what was begun, then plans, starts and watches. */
@Command(
    name = "migrate",
    description =
        "Bring every tenant to the latest version: go on with what was begun, then plan, start and"
            + " watch.",
    sortOptions = false)
final class MigrateCommand implements Callable<Integer> {
  @Mixin private final PlanFlags flags = new PlanFlags();

  @Option(names = "--dry-run", description = "Only try it, in transactions that are rolled back.")
  private boolean dryRun;

  private final Cli cli;

  MigrateCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    ObjectNode request = flags.request();
    return cli.withServer(
        server -> {
          OptionalInt ended =
              dryRun ? OptionalInt.empty() : finishWhatWasBegun(new RolloutRunner(cli, server));
          if (ended.isPresent()) {
            return ended.getAsInt();
          }
          var plan = new Plan(server.api().post(ApiPath.of("plans"), request));
          return new PlanStart(cli, server).start(plan, true, dryRun);
        });
  }

  /** The exit code when something begun did not end well; empty when the way is free. */
  private OptionalInt finishWhatWasBegun(RolloutRunner runner) {
    for (Rollout rollout : runner.unfinished()) {
      // What is to start later has not begun; its tenants are left out as busy.
      int exitCode = rollout.isScheduled() ? Exit.DONE : finish(runner, rollout);
      if (exitCode != Exit.DONE) {
        return OptionalInt.of(exitCode);
      }
    }
    return OptionalInt.empty();
  }

  private int finish(RolloutRunner runner, Rollout rollout) {
    if (!rollout.isPaused() || rollout.cause().equals("shutdown")) {
      return runner.finish(rollout);
    }
    cli.console().say("superseding " + rollout.line());
    runner.supersede(rollout.id());
    return Exit.DONE;
  }
}
