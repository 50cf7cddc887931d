package eu.dihya.cli;

import eu.dihya.base.DihyaException;

/** From a plan to its rollout: says what to know, asks where something is lost, starts or only rehearses. */
record PlanStart(Cli cli, Server server) {
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
      cli.console().confirm("Go down on " + Words.count(plan.tenants(), "tenant") + "? What the undone migrations held is lost.");
    }
    return new RolloutRunner(cli, server).start(plan, wait);
  }

  private int nothingToDo(Plan plan) {
    if (cli.console().isTable()) {
      String at = plan.upToDate() + " at " + version(plan);
      cli.console()
          .print(
              plan.leavesOut()
                  ? "nothing to do: " + plan.upToDate() + " up to date, others left out"
                  : "every tenant is up to date (" + at + ")");
    } else {
      plan.show(cli.console());
    }
    return plan.leavesOut() ? Exit.PARTIAL : Exit.DONE;
  }

  private String version(Plan plan) {
    if (!plan.to().equals("latest")) {
      return plan.to();
    }
    return server.api().get(ApiPath.of("fleet")).path("latest").asText("latest");
  }
}
