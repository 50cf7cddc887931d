package eu.dihya.change.apply;

import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.TenantWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A listener that remembers, and that can do something at a statement. */
class Ears implements TenantWork.Listener {
  final List<String> heard = new ArrayList<>();
  final List<Attempt.StatementRun> statements = new ArrayList<>();
  final List<String> orphans = new CopyOnWriteArrayList<>();
  volatile Instant since = Instant.MIN;
  volatile boolean stop;
  volatile Runnable cancel = () -> {};

  @Override
  public void counted(int number) {
    heard.add("counted " + number);
  }

  @Override
  public void applying(int statement, String migration) {
    heard.add("applying " + statement);
  }

  @Override
  public void ran(Attempt.StatementRun statement) {
    statements.add(statement);
    heard.add("ran " + statement.number());
  }

  @Override
  public void verifying(int statement, String migration) {
    heard.add("verifying " + statement);
  }

  @Override
  public void log(LogLevel level, String text) {
    heard.add(level.code() + " " + text);
  }

  @Override
  public void waitingFor(RunState.@Nullable Orphan orphan) {
    since = orphan == null ? since : orphan.since();
    orphans.add(orphan == null ? "none" : orphan.connection() + " " + orphan.statement());
  }

  @Override
  public boolean stopping() {
    return stop;
  }

  @Override
  public void cancellable(Runnable action) {
    cancel = action;
  }
}
