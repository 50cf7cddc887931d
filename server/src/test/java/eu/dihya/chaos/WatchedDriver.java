package eu.dihya.chaos;

import eu.dihya.base.Engine;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.StatementProbe;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A real driver whose sessions on one target are watched.
 *
 * @param first statements with which those sessions begin
 */
record WatchedDriver(EngineDriver driver, List<String> first, Target watched, Watch watch)
    implements EngineDriver {
  @Override
  public Set<Engine> engines() {
    return driver.engines();
  }

  @Override
  public Dialect dialect() {
    return driver.dialect();
  }

  @Override
  public SchemaReader schemaReader() {
    return driver.schemaReader();
  }

  @Override
  public StatementProbe probe() {
    return driver.probe();
  }

  @Override
  public Session connect(Target target, Optional<Credentials> credentials, SessionOptions options) {
    Session session = driver.connect(target, credentials, options);
    boolean changes = target.equals(watched) && !options.readOnly();
    if (!changes) {
      return session;
    }
    first.forEach(session::execute);
    return new WatchedSession(session, watch);
  }

  @Override
  public Target createScratch(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    return driver.createScratch(beside, credentials, options);
  }

  @Override
  public void dropScratch(
      Target scratch, Optional<Credentials> credentials, SessionOptions options) {
    driver.dropScratch(scratch, credentials, options);
  }

  @Override
  public List<Target> scratches(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    return driver.scratches(beside, credentials, options);
  }

  @Override
  public void close() {
    driver.close();
  }
}
