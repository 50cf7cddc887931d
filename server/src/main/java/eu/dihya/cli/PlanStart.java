package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;

/**
 * From a plan to its rollout: says what to know, asks where something is lost, starts or only
 * rehearses.
 */
record PlanStart(Cli cli, Server server, String reason) {
  PlanStart(Cli cli, Server server) {
    this(cli, server, "");
  }

  /**
   * Starts the plan, unless there is nothing to do.
   *
   * @throws DihyaException USAGE when a person was asked and said no
   */
  int start(Plan plan, boolean wait, boolean dryRun) {
    plan.sayWhatToKnow(cli.console());
    if (plan.isEmpty()) {
      return nothingToDo(plan);
    }
    if (dryRun) {
      return Rehearsal.of(plan, server.api()).show(cli.console());
    }
    cli.console().say(plan.summary());
    if (plan.goesDown()) {
      cli.console()
          .confirm(
              "Go down on "
                  + Words.count(plan.tenants(), "tenant")
                  + "? What the undone migrations held is lost.");
    }
    return new RolloutRunner(cli, server).start(plan, reason, wait);
  }

  private int nothingToDo(Plan plan) {
    if (plan.isOfNobody() && !plan.isRevert()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "no tenant is selected, so nothing was done; which there are: "
              + cli.next("tenant list"));
    }
    if (cli.console().isTable()) {
      cli.console().print(inWords(plan));
    } else {
      plan.show(cli.console());
    }
    return plan.leavesOut() ? Exit.PARTIAL : Exit.DONE;
  }

  private String inWords(Plan plan) {
    if (plan.isRevert()) {
      return "nothing to undo" + (plan.leavesOut() ? "; left out: " + plan.excluded() : "");
    }
    String count = plan.upToDate() + " at " + version(plan);
    if (plan.leavesOut()) {
      return "nothing to do; up to date: " + count + "; left out: " + plan.excluded();
    }
    return "every tenant "
        + (plan.excluded() == 0 ? "" : "that takes part ")
        + "is up to date ("
        + count
        + ")";
  }

  private String version(Plan plan) {
    if (!plan.to().equals("latest")) {
      return plan.to();
    }
    return server.api().get(ApiPath.of("fleet")).path("latest").asText("latest");
  }
}
