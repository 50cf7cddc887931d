package eu.dihya.chaos;

import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.TenantWork;
import org.jspecify.annotations.Nullable;

/** Tells on standard error what goes wrong in a run, for whoever reads of a failed round. */
record Voice(String tenant, Watch watch) implements TenantWork.Listener {
  @Override
  public void counted(int statements) {}

  @Override
  public void applying(int statement, String migration) {}

  @Override
  public void ran(Attempt.StatementRun statement) {}

  @Override
  public void waitingFor(RunState.@Nullable Orphan orphan) {
    if (orphan != null) {
      watch.at(
          Stage.WAITING,
          "for connection %s, %s".formatted(orphan.connection(), orphan.statement()));
    }
  }

  @Override
  public void verifying(int statement, String migration) {}

  @Override
  public void log(LogLevel level, String text) {
    if (level != LogLevel.INFO) {
      System.err.println(tenant + ": " + text);
    }
  }

  @Override
  public boolean stopping() {
    return false;
  }

  @Override
  public void cancellable(Runnable cancel) {}
}
