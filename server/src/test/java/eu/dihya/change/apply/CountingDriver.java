package eu.dihya.change.apply;

import eu.dihya.base.Engine;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementProbe;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A real driver whose scratch databases are counted, and refused when a test says so. */
final class CountingDriver implements EngineDriver {
  final AtomicInteger created = new AtomicInteger();
  final AtomicInteger dropped = new AtomicInteger();
  volatile boolean refusing;
  private final EngineDriver driver;

  CountingDriver(EngineDriver driver) {
    this.driver = driver;
  }

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
    return driver.connect(target, credentials, options);
  }

  @Override
  public Target createScratch(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    created.incrementAndGet();
    if (refusing) {
      throw new SqlFailure(SqlFailure.Kind.PRIVILEGE, "may not", "42501", 0, null);
    }
    return driver.createScratch(beside, credentials, options);
  }

  @Override
  public void dropScratch(
      Target scratch, Optional<Credentials> credentials, SessionOptions options) {
    dropped.incrementAndGet();
    driver.dropScratch(scratch, credentials, options);
  }

  @Override
  public List<Target> scratches(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    return driver.scratches(beside, credentials, options);
  }

  @Override
  public void close() {}
}
