package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a rollout would do. */
@Command(
    name = "plan",
    description = "Make a plan, and show what it would do to which tenant.",
    sortOptions = false)
final class PlanCommand implements Callable<Integer> {
  private static final Set<OutputFormat> FORMATS = Set.of(OutputFormat.MARKDOWN, OutputFormat.YAML);

  @Mixin private final PlanFlags flags = new PlanFlags();

  @Option(names = "--detailed-exitcode", description = "End with 4 when there is something to do.")
  private boolean detailedExitCode;

  @Option(
      names = "--sweep",
      description = "Count on every tenant the rows that its constraints would refuse; only reads.")
  private boolean sweep;

  @Option(
      names = "--sweep-budget",
      paramLabel = "TIME",
      converter = TimeOption.class,
      defaultValue = "60s",
      description = "After which a sweep asks nothing more; 60s when not given.")
  private Duration sweepBudget = Duration.ofSeconds(60);

  private final Cli cli;

  PlanCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    var request = flags.request();
    if (sweep) {
      onlyWhatASweepIsWrittenIn();
    }
    return cli.withServer(
        FORMATS,
        server -> {
          var plan = new Plan(server.api().post(ApiPath.of("plans"), request));
          int swept = Exit.DONE;
          if (sweep && !plan.isEmpty()) {
            swept = Sweep.of(plan, server.api(), sweepBudget).show(cli.console());
          } else {
            plan.show(cli.console());
          }
          plan.sayWhatToKnow(cli.console());
          if (plan.isOfNobody()) {
            cli.console()
                .warn("no tenant is selected; which there are: " + cli.next("tenant list"));
          }
          if (plan.isEmpty()) {
            return Exit.DONE;
          }
          plan.sayWhoApproves(cli.console());
          cli.console().say("Start it with: " + cli.next("rollout start --plan " + plan.id()));
          return swept == Exit.DONE && detailedExitCode ? Exit.PENDING : swept;
        });
  }

  private void onlyWhatASweepIsWrittenIn() {
    OutputFormat output = cli.options().output;
    if (FORMATS.contains(output)) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "--output " + output + " does not go with --sweep; here: table, json or ndjson");
    }
  }

  @Command(description = "A plan that was made, and who has approved it.")
  int show(@Parameters(paramLabel = "PLAN") String id) {
    return cli.withServer(
        FORMATS,
        server -> {
          var plan = new Plan(server.api().get(ApiPath.of("plans", id)));
          plan.show(cli.console());
          plan.sayWhoApproves(cli.console());
          return Exit.DONE;
        });
  }

  @Command(description = "Approve what a plan of somebody else does.", sortOptions = false)
  int approve(
      @Parameters(paramLabel = "PLAN") String id,
      @Option(
              names = "--digest",
              paramLabel = "DIGEST",
              description = "The one that you looked at; the plan as it is when not given.")
          @Nullable String digest,
      @Mixin CommentFlag comment) {
    return say(id, "approve", digest, comment);
  }

  @Command(description = "Take your approval of a plan back. What has started goes on.")
  int withdraw(@Parameters(paramLabel = "PLAN") String id, @Mixin CommentFlag comment) {
    return say(id, "withdraw", null, comment);
  }

  private int say(String id, String verb, @Nullable String digest, CommentFlag comment) {
    return cli.withServer(
        server -> {
          var looked = new Plan(server.api().get(ApiPath.of("plans", id)));
          if (verb.equals("approve")) {
            cli.console().say(looked.summary());
            looked.sayWhatToKnow(cli.console());
            cli.console().confirm("Approve it?");
          }
          String tag = digest == null ? looked.digest() : digest;
          var plan =
              new Plan(server.api().post(ApiPath.of("plans", id, verb), comment.body(), tag));
          plan.showApprovals(cli.console());
          return Exit.DONE;
        });
  }
}
