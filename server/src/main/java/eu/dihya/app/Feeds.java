package eu.dihya.app;

import eu.dihya.rollout.LogLine;
import eu.dihya.rollout.RolloutFeed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells several listeners; they are added while the server is put together. Thread-safe. */
final class Feeds implements RolloutFeed {
  private final List<RolloutFeed> listeners = new CopyOnWriteArrayList<>();

  void add(RolloutFeed listener) {
    listeners.add(listener);
  }

  @Override
  public void rolloutChanged(String rollout) {
    listeners.forEach(listener -> listener.rolloutChanged(rollout));
  }

  @Override
  public void runChanged(String rollout, String tenant) {
    listeners.forEach(listener -> listener.runChanged(rollout, tenant));
  }

  @Override
  public void logged(String rollout, String tenant, LogLine line) {
    listeners.forEach(listener -> listener.logged(rollout, tenant, line));
  }

  @Override
  public void ended(String rollout) {
    listeners.forEach(listener -> listener.ended(rollout));
  }
}
