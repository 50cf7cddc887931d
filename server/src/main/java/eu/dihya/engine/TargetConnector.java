package eu.dihya.engine;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretResolver;
import eu.dihya.tenants.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Opens sessions to targets of any engine. Thread-safe. */
public final class TargetConnector implements AutoCloseable {
  private final Map<Engine, EngineDriver> drivers = new EnumMap<>(Engine.class);
  private final SecretResolver secrets;
  private final SessionOptions options;
  private final Function<Target, Optional<String>> objection;

  /** One that opens every target. */
  public TargetConnector(
      List<EngineDriver> drivers, SecretResolver secrets, SessionOptions options) {
    this(drivers, secrets, options, target -> Optional.empty());
  }

  /**
   * @param objection why a target may not be opened; empty when it may
   */
  public TargetConnector(
      List<EngineDriver> drivers,
      SecretResolver secrets,
      SessionOptions options,
      Function<Target, Optional<String>> objection) {
    this.objection = objection;
    drivers.forEach(driver -> driver.engines().forEach(engine -> this.drivers.put(engine, driver)));
    this.secrets = secrets;
    this.options = options;
  }

  public EngineDriver driver(Engine engine) {
    EngineDriver driver = drivers.get(engine);
    if (driver == null) {
      throw new IllegalStateException("no driver for " + engine.code());
    }
    return driver;
  }

  /** Opens a session that may change the target. */
  public Session open(Target target) {
    return driver(target.engine()).connect(target, credentials(target), options);
  }

  /** Opens a session that only reads, and makes nothing where nothing is. */
  public Session read(Target target) {
    return driver(target.engine()).connect(target, credentials(target), options.reading());
  }

  /** Whether targets of this engine can be read by {@link #histories}. */
  public boolean readsHistories(Engine engine) {
    return driver(engine).historyReader().isPresent();
  }

  /**
   * The histories of targets that are alike in everything but the schema; see {@link
   * HistoryReader#read}. Of an engine that has no such reader nobody is answered for.
   */
  public Map<Target, TargetHistory> histories(List<Target> together) {
    Target first = together.getFirst();
    return driver(first.engine())
        .historyReader()
        .map(reader -> reader.read(together, credentials(first), options.reading()))
        .orElse(Map.of());
  }

  /** An empty scratch database beside the target. */
  public Target createScratch(Target beside) {
    return driver(beside.engine()).createScratch(beside, credentials(beside), options);
  }

  public void dropScratch(Target scratch) {
    driver(scratch.engine()).dropScratch(scratch, credentials(scratch), options);
  }

  /** The scratch databases beside the target, whoever made them. */
  public List<Target> scratches(Target beside) {
    return driver(beside.engine()).scratches(beside, credentials(beside), options);
  }

  public SessionOptions options() {
    return options;
  }

  @Override
  public void close() {
    drivers.values().stream().distinct().forEach(EngineDriver::close);
  }

  /**
   * User and password of a target, read anew; empty where it needs none. Refuses a target before a
   * secret is looked at.
   */
  public Optional<Credentials> credentials(Target target) {
    objection
        .apply(target)
        .ifPresent(
            reason -> {
              throw new DihyaException(
                  ErrorCode.CONFIGURATION, target.address() + " is refused: " + reason);
            });
    return target.credentials().map(secrets::resolve);
  }
}
