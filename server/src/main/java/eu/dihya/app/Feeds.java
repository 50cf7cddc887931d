package eu.dihya.app;

import eu.dihya.rollout.LogLine;
import eu.dihya.rollout.RolloutFeed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners; they are added while the server is put together. Thread-safe. */
final class Feeds implements RolloutFeed {
  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

  private final List<RolloutFeed> listeners = new CopyOnWriteArrayList<>();

  void add(RolloutFeed listener) {
    listeners.add(listener);
  }

  @Override
  public void rolloutChanged(String rollout) {
    tell(listener -> listener.rolloutChanged(rollout));
  }

  @Override
  public void runChanged(String rollout, String tenant) {
    tell(listener -> listener.runChanged(rollout, tenant));
  }

  @Override
  public void logged(String rollout, String tenant, LogLine line) {
    tell(listener -> listener.logged(rollout, tenant, line));
  }

  @Override
  public void ended(String rollout) {
    tell(listener -> listener.ended(rollout));
  }

  @Override
  public void signedOff(String rollout) {
    tell(listener -> listener.signedOff(rollout));
  }

  /** A listener that fails holds neither the rollout up nor the other listeners. */
  private void tell(Consumer<RolloutFeed> news) {
    for (RolloutFeed listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("{} could not take a change of a rollout", listener.getClass().getSimpleName(), e);
      }
    }
  }
}
