package eu.dihya.change.expect;

import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.scratch.Leftovers;
import eu.dihya.tenants.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has scratch databases tell, one for all tenants that are alike, however many ask at once, and
 * keeps what they told. That a scratch tells nothing is believed for a while.
 */
public final class ScratchExpectations implements Expectations {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchExpectations.class);
  private static final Duration BELIEVED = Duration.ofMinutes(10);
  private static final int REMEMBERED = 4_096;
  private static final int TRIES = 3;

  private final ExpectedShapeStore store;
  private final StepKeys keys = new StepKeys();
  private final ScratchReplay replay;
  private final Clock clock;
  private final Map<String, Flight> flights = new ConcurrentHashMap<>();
  private final Map<String, ExpectedHashes> known = new LinkedHashMap<>(64, 0.75f, true);

  public ScratchExpectations(ExpectedShapeStore store, TargetConnector connector, Clock clock) {
    this.store = store;
    this.replay = new ScratchReplay(connector, new Leftovers(connector, clock), keys);
    this.clock = clock;
  }

  /** A scratch that somebody waits for, or that told too little a while ago. */
  private record Flight(CompletableFuture<Optional<Replayed.Missing>> end, Instant begun) {}

  /** The part of a {@link StepKey} that only the target's server can tell. */
  public static String server(Session session, EngineDriver driver, Target target) {
    return session.serverVersion() + " " + driver.schemaReader().defaults(session, target);
  }

  @Override
  public Expectation next(Chain chain) {
    StepKey key = keys.key(chain, chain.steps().getFirst(), chain.shapeBefore());
    Optional<ExpectedHashes> before = find(key);
    Optional<Replayed.Missing> missing = before.isPresent() ? Optional.empty() : fly(chain);
    return before
        .or(() -> find(key))
        .<Expectation>map(hashes -> new Expectation.Known(key, hashes))
        .orElseGet(() -> nothing(key, missing));
  }

  private static Expectation nothing(StepKey key, Optional<Replayed.Missing> missing) {
    if (missing.isEmpty()) {
      return new Expectation.Unknown("it has no statements");
    }
    String because = missing.get().because();
    return missing.get().cause() == Replayed.Cause.NOT_ALLOWED
        ? new Expectation.FirstToTell(key, because)
        : new Expectation.Unknown(because);
  }

  @Override
  public Optional<ExpectedShapes> shapes(StepKey key) {
    return store.shapes(key);
  }

  @Override
  public void reached(StepKey key, ExpectedShapes shapes) {
    store.save(key, shapes);
  }

  private Optional<ExpectedHashes> find(StepKey key) {
    String digest = key.digest();
    synchronized (known) {
      ExpectedHashes remembered = known.get(digest);
      if (remembered != null) {
        return Optional.of(remembered);
      }
    }
    Optional<ExpectedHashes> stored = store.hashes(key).filter(hashes -> !hashes.after().isEmpty());
    stored.ifPresent(hashes -> remember(digest, hashes));
    return stored;
  }

  private void remember(String digest, ExpectedHashes hashes) {
    synchronized (known) {
      known.put(digest, hashes);
      if (known.size() > REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  private Optional<Replayed.Missing> fly(Chain chain) {
    Instant now = clock.instant();
    flights.values().removeIf(flight -> isOver(flight, now));
    String id = keys.chain(chain);
    Flight own = new Flight(new CompletableFuture<>(), now);
    Flight others = flights.putIfAbsent(id, own);
    if (others == null) {
      try {
        own.end().complete(told(chain));
      } finally {
        own.end()
            .complete(
                Optional.of(new Replayed.Missing("finding it out failed", Replayed.Cause.BROKEN)));
      }
      if (own.end().join().filter(missing -> missing.cause() != Replayed.Cause.BROKEN).isEmpty()) {
        flights.remove(id, own);
      }
    }
    return (others == null ? own : others).end().join();
  }

  private static boolean isOver(Flight flight, Instant now) {
    return flight.end().isDone() && flight.begun().plus(BELIEVED).isBefore(now);
  }

  private Optional<Replayed.Missing> told(Chain chain) {
    try {
      Optional<Replayed.Missing> missing = Optional.empty();
      for (int tries = 1; tries <= TRIES; tries++) {
        Replayed replayed = replay.replay(chain);
        replayed.found().forEach(found -> store.save(found.key(), found.shapes()));
        missing = replayed.missing();
        if (missing.filter(why -> why.cause() == Replayed.Cause.BROKEN).isEmpty()) {
          break;
        }
      }
      return missing;
    } catch (RuntimeException e) {
      // Whatever went wrong beside the target must not decide what becomes of the target.
      LOG.warn("cannot find out which schema to expect of {}", chain.tenant().id(), e);
      return Optional.of(Replayed.Missing.untellable("finding it out failed: " + e.getMessage()));
    }
  }
}
