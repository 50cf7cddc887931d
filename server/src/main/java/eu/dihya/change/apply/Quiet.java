package eu.dihya.change.apply;

import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.TenantWork;

/** Listens to work that nobody follows while it goes on. */
class Quiet implements TenantWork.Listener {
  private int statements;

  /** How many statements ran. */
  int statements() {
    return statements;
  }

  @Override
  public void counted(int total) {}

  @Override
  public void applying(int statement, String migration) {}

  @Override
  public void ran(Attempt.StatementRun statement) {
    statements++;
  }

  @Override
  public void verifying(int statement, String migration) {}

  @Override
  public void log(LogLevel level, String text) {}

  @Override
  public boolean stopping() {
    return false;
  }

  @Override
  public void cancellable(Runnable cancel) {}
}
